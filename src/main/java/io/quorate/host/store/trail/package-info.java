/// The log in PostgreSQL as it is read: queries over all origins; and what is done to it besides
/// appending: content is erased, holds are placed, what need not be kept is removed, the months
/// ahead are made.
///
/// Rules:
/// - Reading never stands in the way of writing: only so many queries run at a time, each on a
///   connection that it holds for one statement or two, cut short after a while, without parallel
///   workers.
/// - A page is found by one index whose order is that of the page, so that the first page costs the
///   same in a log of ten million decisions as in one of ten.
/// - Every row that is read is committed.
///
/// Decisions:
/// - The query names the table that is walked, and everything else is looked up from there. Leaving
///   it to the planner was the alternative; where it takes a rare agent for a common one, it walks
///   through all decisions in order of time and looks for the agent in each; and it sorts all that
///   an agent ever voted on for the sake of one page.
/// - The planner plans every query anew. A plan for any parameter was the alternative; it cannot
///   use an index that leaves out the most common verdict.
/// - A cursor held open in the database was the alternative to pages by key; it keeps a transaction
///   open for as long as a slow reader takes, and dead rows with it.
@NullMarked
package io.quorate.host.store.trail;

import org.jspecify.annotations.NullMarked;
