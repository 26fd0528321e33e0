/// How agents are really asked: over gRPC, over a stream that they hold to us, or as a model behind
/// an OpenAI-compatible interface.
///
/// Rules:
/// - Whatever an agent sends is bounded before it is read, and read into a value that cannot fail.
///   An agent that breaks off, lies or babbles is a silence or a fault of its own.
/// - Every agent stands behind a guard of its own: a limit on calls in flight, a timeout, retries
///   where nothing was answered, and a pause after failures in a row.
/// - A secret is read from the environment when the connection is made, is sent nowhere but to its
///   agent, and is written nowhere. A missing one is named when the policy takes effect; its agent
///   is unavailable and everybody else is asked.
///
/// Decisions:
/// - A connection lives as long as the policy describes it in the same words, across reloads, so
///   that a guard keeps what it learnt. One guard per reload was the alternative; editing a comment
///   would then let every failing agent be called again.
/// - Models are asked with the JDK's HTTP client, which is in the image for the checker of logs
///   already, and JSON is read as a tree. A REST client bound to classes was the alternative; it
///   adds reflection to the image and fails as a whole on a field of another type.
/// - What is to be judged goes to a model as one JSON object in a message of its own. Marks around
///   the text were the alternative; the text can forge them.
@NullMarked
package io.quorate.edge.validators;

import org.jspecify.annotations.NullMarked;
