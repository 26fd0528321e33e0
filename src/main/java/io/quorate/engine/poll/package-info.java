/// How a pool's agents are asked, and how their answers become the events of a round.
///
/// Rules:
/// - Agents are asked all at once and never waited for: whoever drives a [Poll] gets its outcome by
///   the deadline, whatever any agent does.
/// - What an agent does wrong stays with the agent: a silence with its cause, or a vote that the
///   round does not admit.
/// - Who waits for the outcome hears nothing of what is collected after it.
/// - Where answers are proposed before they are voted on, everybody is waited for: nobody sees one
///   before all are in.
/// - An agent that takes much longer than it uses to is asked a second time, where a second call
///   may take another way; where too few votes would be left without the overdue, standbys vote.
/// - Everything that happens to one poll happens one thing after the other, so that its round sees
///   one order of events. Threads and time come through ports; a simulator runs all on one thread.
///
/// Decisions:
/// - An agent gets a ballot paper and gives back a filled-in ballot. Handing it the submission
///   alone was the alternative; a vote could then be moved to another decision, round or pool.
/// - What detectors find of an agent while it is asked becomes an event of every round under way
///   that seats it ([Rumours]). To leave it to the next round was the alternative; a decision would
///   then be given with the vote of one that is known to lie.
/// - Events queue up and are run by whoever brings one while none runs. A lock was the alternative;
///   it would be held while callers and agents are called back.
/// - An agent without a vote says why in one of a few words that the record keeps, and in a
///   sentence that it does not: the sentence may hold whatever a stranger's server said.
/// - In a second round every reason of the first is told once, sorted and without its author. With
///   authors or counts was the alternative; it would tell the agents whom to follow.
/// - How long an agent uses to take is measured here, by its latest answers. What the latency
///   detector knows was the alternative: it learns after the record, and of what rounds waited for.
/// - A second call goes out after the time in which 95 of 100 answers come, so that few are made in
///   vain, and is one in ten at most. Two calls at once from the beginning were the alternative;
///   they cost twice.
@NullMarked
package io.quorate.engine.poll;

import org.jspecify.annotations.NullMarked;
