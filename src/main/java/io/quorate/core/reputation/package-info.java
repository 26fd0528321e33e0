/// How far agents can be relied on: what labels and agreement teach, what a vote is therefore
/// worth, and who may vote next.
///
/// [Reputations] is one pool's knowledge. It reads votes: an agent's track record gives it a voice
/// ([Voices]), the pool's climate an outlook, and both make the posterior that `leaning` and
/// `consensus_confidence` are taken from. It learns from votes: with a label by [Labelling],
/// without one by [Teaching]. The gates read [GateWeights] and never a posterior. Below, `standing`
/// says who may vote at all.
///
/// Rules:
/// - Whatever is learnt is an increment with its cause ([Change]), in whole millionths. Increments
///   are added up in any order and on any sidecar and give the same bytes; a label is revoked by
///   adding its changes negated.
/// - Without a label nobody gains. Agreement is with what labels show of the others, so that a
///   bloc, however large, cannot vouch for itself.
/// - Nobody is inverted: the worst a voter can become is unheard.
/// - One label moves a belief by its weight and no more.
/// - Only first rounds are learnt from.
///
/// Decisions, compared on twelve sets of real votes of judges, metrics and crowds, with one
/// question in twenty labelled:
/// - Counts as votes come, not a refit by expectation maximisation over a window. The refit, with
///   labels held fixed, discounted or not, ended below the plain majority on judges: their errors
///   go together, and what agrees with itself convinces it.
/// - One model, not a mixture of several weighted by how they predicted the labels: some twenty
///   labels do not tell them apart, and the mixture was as good as its average.
/// - The correction by labels ([Labelling]), not weights from the covariance of errors: those help
///   six judges and harm crowds, and the correction does the former without the latter.
/// - Forgetting when a change is seen, not at every vote: a steady decay costs on agents that do
///   not change and comes late for those that do.
@NullMarked
package io.quorate.core.reputation;

import org.jspecify.annotations.NullMarked;
