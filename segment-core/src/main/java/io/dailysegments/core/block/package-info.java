/**
 * The members of all segments, block by block: the second form of rules, beside their SQL, which
 * must agree with it on every user. Depends on {@code activity}, {@code catalog}, {@code
 * condition}, {@code history} for packed metrics, {@code list}, {@code rule}, {@code text}, {@code
 * time}; on no engine.
 *
 * <p>A {@link io.dailysegments.core.block.BlockPlan} is made once, by whoever plans a run. It says
 * which columns are read. Its {@link io.dailysegments.core.block.BlockProgram} goes to the tasks.
 * Each task fills the block of an evaluator of its own, row by row, column by column:
 *
 * <pre>{@code
 * BlockEvaluator evaluator = program.newEvaluator();
 * Block block = evaluator.block();
 * List<Reader> readers = ...; // one per vector, made by a BlockVector.Visitor
 * while (rows.hasNext()) {
 *   block.clear();
 *   while (rows.hasNext() && !block.isFull()) {
 *     UnsafeRow source = rows.next();
 *     int row = block.addRow();
 *     readers.forEach(reader -> reader.read(source, row)); // unless it is null at that place:
 *   }                                       // what is not set is missing, or 0 if it is a metric;
 *                                           // or all metrics at once: block.setMetrics
 *   BlockMembers members = evaluator.evaluate();
 *   for (int segment = 0; segment < program.segmentIds().size(); segment++) {
 *     for (int row = members.next(segment, 0); row >= 0; row = members.next(segment, row + 1)) {
 *       // the row is a member
 *     }
 *   }
 * }
 * }</pre>
 *
 * <p>How it works: criteria that mean the same are evaluated once for a block, at most 64 on one
 * column together. Of such a group a row needs one word with a bit for each criterion. The word
 * depends on the place of a number among the bounds of all criteria, or on a text that was seen
 * before, so that it is looked up. 64 of these words, turned like a matrix, are the bit sets of the
 * criteria. Where only a few of 64 rows have a value, as most metrics are 0, these are tested one
 * by one; so are metrics that are set at once, some of each together. Segments are operations on
 * words; one that others refer to is evaluated once.
 */
package io.dailysegments.core.block;
