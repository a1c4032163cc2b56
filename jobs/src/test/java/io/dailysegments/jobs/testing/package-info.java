/** What tests of this module share. */
package io.dailysegments.jobs.testing;
