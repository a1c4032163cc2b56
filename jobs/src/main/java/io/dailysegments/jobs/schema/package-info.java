/** A JSON Schema of segment definitions, for editors. Depends on the core only. */
package io.dailysegments.jobs.schema;
