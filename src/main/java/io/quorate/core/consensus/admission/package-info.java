/// Which votes count: the checks at the door of a round.
///
/// Rules:
/// - The checks have one order and the first that fails names the fault: known agent, authentic,
///   eligible, this decision and round and nonce, inside the window, well-formed. Whether it is the
///   agent's first vote is seen in the round.
/// - What fails before authenticity is settled is a fault of the connection; it says nothing about
///   the agent named and leaves that agent's seat untouched.
/// - Every fault says what was seen, so that a person can check it.
///
/// Readings, where the rules leave room:
/// - A signature is checked against what it claims to be for; that the claim fits this submission,
///   round and nonce is checked afterwards. So a signed vote that was moved here from elsewhere is
///   told from a forged one.
/// - A vote that is signed must verify, over a connection of the agent's own as well.
/// - A vote that the caller brings without a time is inside the window.
/// - A confidence that was not given is below every threshold above 0.
///
/// Decisions:
/// - The core verifies signatures itself, with the JDK's Ed25519. A port was the alternative; an
///   equivocation is a proof, and who judges it must judge the signatures.
@NullMarked
package io.quorate.core.consensus.admission;

import org.jspecify.annotations.NullMarked;
