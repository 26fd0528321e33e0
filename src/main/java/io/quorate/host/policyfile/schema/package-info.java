/// The keys of a file as declarations: each says its name, what it means, which values it may have
/// and an example, and the same declaration reads it.
///
/// A [Group] holds [Member]s: a [Key] with a value of some [Kind], a group of its own, names that a
/// person chose ([Named], [Entries]) or a list ([Listed]). A [Section] is one group as it was
/// written; [Findings] gathers what was found on the way: problems, warnings and where each value
/// came from.
///
/// Rules:
/// - A key that is not declared is a problem, with the nearest declared one.
/// - Reading never stops at a problem: the value counts as not given and the rest is read, so that
///   everything is told at once.
/// - What a value's text means depends on its kind alone.
///
/// Decisions:
/// - Declarations as values, not `@ConfigMapping` interfaces of SmallRye Config. Both were
///   compared. A mapping flattens the file into properties first: a key given twice is silently the
///   last one, `0.670` and `.nan` have become doubles, a name with a dot needs quotes that the file
///   did not have, and an error knows its key but no line. Positions would need a second reading of
///   the same file beside the first. In a native image a mapping must be known when the image is
///   built and is then checked against the application's own configuration at start. Meaning,
///   example and range would still have to stand somewhere for the reference page.
@NullMarked
package io.quorate.host.policyfile.schema;

import org.jspecify.annotations.NullMarked;
