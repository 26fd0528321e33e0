/// What was measured: results in lines of JSON, what people read of them, and the gate that judges
/// their ratios.
///
/// Decisions:
/// - Each target has a file of its own that its next run replaces, and a report is made of all
///   files that are there: measuring one thing again does not mean measuring everything.
/// - Thresholds are ratios within one run, or of figures that a run gives by itself such as commits
///   to a decision. Absolute times were the alternative; they judge the machine.
/// - Results of equal conditions are repetitions, and their median counts.
/// - Plots are SVG that this package writes. A plotting library was the alternative; it would weigh
///   more than all of the bench.
package io.quorate.bench.report;
