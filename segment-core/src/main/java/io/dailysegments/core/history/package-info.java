/**
 * What each user did in the retained days, packed into few bytes: rolled forward from day to day,
 * and measured without the digest. Depends on {@code activity}, {@code catalog}, {@code condition},
 * {@code text}, {@code time}; on no engine and no SQL, with whose metrics it must agree.
 *
 * <pre>{@code
 * HistoryPlan plan = HistoryPlan.of(metrics, packed, catalog.events(), retained);
 * HistoryMeasurer measurer = plan.program().newMeasurer(); // one for each task
 * UserHistory history = new UserHistory();
 * for (each user) {
 *   history.clear();
 *   history.merge(packedOfTheDayBefore);
 *   history.row(day, code).property(name, value).sum(name, unscaled).add(times, lastAt);
 *   history.last(Attribute.PLATFORM, value, new EventMoment(day, at, eventId, logDay));
 *   byte[] packed = history.pack(retained);
 *   measurer.measure(packed);
 *   measurer.times(metric); // by its place in plan.supported()
 *   measurer.packed(); // all of plan.packed() that are not 0, for PackedMetrics
 * }
 * }</pre>
 *
 * <p>Laws: what is packed does not depend on the order of adding, nor on whether it was packed in
 * between; a history that is rolled forward is, byte for byte, the one that is made of all rows of
 * the digest at once. A packed history belongs to one data date, after which it has no day.
 *
 * <p>The form, version 1. Numbers are varints, those with a sign in zigzag; texts are UTF-8 with
 * their length before them; days count from 1970-01-01.
 *
 * <pre>
 * history     = version (1 byte), last values, number of codes, [first day (zigzag), code*]
 * last values = mask (1 byte): bit i: attribute i has a value; bit 3 + i: it is of the same
 *               event as the one before; for each value: text, unless the same: moment
 * moment      = day (zigzag), microseconds since its midnight in UTC (zigzag), event id,
 *               log date - day (zigzag)
 * code        = text, number of combinations, combination*
 * combination = length of properties, (name, value)*, number of days × 2 + has sums,
 *               [number of names, name*], entry*,
 *               last event: microseconds since midnight of the last day in UTC (zigzag)
 * entry       = days that were skipped × 4 + has sums × 2 + is more than once,
 *               [times], [number of sums, (place of name, unscaled of scale 10: length, bytes)*]
 * </pre>
 *
 * <p>Codes, the combinations of a code, and names are by their bytes; days ascend. Sums of 0 are
 * left out.
 *
 * <p>Packed metrics are not stored. Their form: for each that is not 0: place × 2, number (zigzag);
 * or place × 2 + 1, length and bytes of the number, big-endian in two's complement.
 */
package io.dailysegments.core.history;
