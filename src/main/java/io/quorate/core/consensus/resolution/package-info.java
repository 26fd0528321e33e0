/// What the votes of a round amount to.
///
/// Rules:
/// - The rows of the resolution table are tried in their order; the first that applies wins.
/// - Denominators are the electorate's: whatever a seat did or did not do, its head stays in n and
///   its weight in W.
/// - Only whole numbers decide. Doubles appear where an agent gave one (confidence, score) and in
///   what is only told ([Belief]); each is rounded by itself, so that no sum depends on its order.
///
/// Readings, where the rules leave room:
/// - *Majority* is the one choice with the most heads. Where several have as many, there is no
///   majority for a minority to stand against, and it is a tie.
/// - A strong minority stands behind one choice; votes against the majority for different choices
///   are not added up. With several strong minorities the evidence of exactly one has to hold.
/// - A side's evidence is that of all its voters, sure or not; one quotation that holds suffices.
/// - A confidence that was not given counts as 0 wherever confidence counts, a score as 1.
/// - A tie needs votes: where nobody voted for anything it is no tie.
/// - Votes received, of which a provisional majority needs more than half, include abstentions.
/// - `confidence` enters a tie-break under `specialization` only, as the weighting says; under the
///   others the contribution is the weight.
/// - Completions may bring any evidence as well as any choice and confidence.
///
/// Decisions:
/// - Whether an outcome is certain is answered from counts, in time linear in seats and choices.
///   Enumerating completions was the alternative; the tests do so and compare. The answer from
///   counts is exact: beside a majority no two minorities can be strong, for that takes 3f+4 seats
///   and f allows 3f+3, so that one quotation to come can always tip the evidence or keep it.
/// - The explanation is made of the account's figures, not of templates in the policy: what decided
///   must not be editable.
@NullMarked
package io.quorate.core.consensus.resolution;

import org.jspecify.annotations.NullMarked;
