package io.quorate.core.policy;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// How an agent is reached.
///
/// A secret is never part of it: a transport names the variable of the environment that holds one.
public sealed interface Transport {
    Transport CALLER = new Caller();

    /// What fails together with it: a base model, a host; empty when nothing is known.
    Optional<String> sharedFate();

    /// Not asked by the sidecar: the caller brings its votes.
    record Caller() implements Transport {
        @Override
        public Optional<String> sharedFate() {
            return Optional.empty();
        }
    }

    /// A check of the sidecar itself.
    record Builtin(Check check) implements Transport {
        public static final String DOMAIN = "builtin";

        /// The checks that there are, by the names that they have in a policy.
        public enum Check {
            SUPPORT,
            PHRASES,
            FOCUS,
            NAMES,
            NUMBERS,
            CONTRADICTIONS,
            CITATION_FORMAT,
            CITATION_SOURCE,
            QUOTATIONS,
            CITATION_RELEVANCE,
            STRUCTURE,
            REPETITION,
            SELF_CONTRADICTION,
            SUBJECT,
            QUESTION_COVERAGE,
            QUESTION_PARTS,
            SUBSTANCE,
            COMPLETION,
            QUERY_INTENT,
            QUERY_ENTITIES,
            QUERY_TYPES,
            QUERY_COVERAGE,
            QUERY_STRATEGY,
            QUERY_UNITY
        }

        @Override
        public Optional<String> sharedFate() {
            return Optional.of(DOMAIN);
        }
    }

    /// A gRPC service.
    ///
    /// @param address `host:port`, `dns:///host:port` or `unix:/path`
    record Grpc(String address, Tls tls) implements Transport {
        private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]", "localhost");
        private static final String SAME_HOST = "localhost";

        @Override
        public Optional<String> sharedFate() {
            return Optional.of(host(address));
        }

        private static String host(String address) {
            if (address.startsWith("unix:")) {
                return SAME_HOST;
            }
            String target = address.substring(address.lastIndexOf('/') + 1);
            int colon = target.lastIndexOf(':');
            String host = colon > target.lastIndexOf(']') ? target.substring(0, colon) : target;
            return LOOPBACK.contains(host) ? SAME_HOST : host.toLowerCase(Locale.ROOT);
        }
    }

    /// How a gRPC connection is protected.
    ///
    /// @param caFile certificates trusted instead of the system's
    /// @param authority the name expected in the certificate, when it is not the host's
    record Tls(Mode mode, Optional<String> caFile, Optional<String> authority) {
        public static final Tls NONE = new Tls(Mode.OFF, Optional.empty(), Optional.empty());

        /// Whether the connection is encrypted.
        public enum Mode {
            OFF,
            ON
        }
    }

    /// A stream that the agent itself opens.
    ///
    /// @param tokenEnv the variable that holds the token it must show
    record Attend(String tokenEnv) implements Transport {
        @Override
        public Optional<String> sharedFate() {
            return Optional.empty();
        }
    }

    /// A model behind an OpenAI-compatible endpoint, as a judge.
    ///
    /// @param baseModel what the model was made from, when its name does not say so
    /// @param keyEnv the variable that holds the key; without one none is sent
    /// @param aspect which built-in question it is asked
    /// @param prompt asked instead of the built-in question
    /// @param inputPrice of a million tokens sent
    /// @param outputPrice of a million tokens received
    record OpenAi(
            String baseUrl,
            String model,
            Optional<String> baseModel,
            Optional<String> keyEnv,
            BigDecimal temperature,
            Aspect aspect,
            Optional<String> prompt,
            BigDecimal inputPrice,
            BigDecimal outputPrice)
            implements Transport {
        public static final Range<BigDecimal> TEMPERATURE = Range.between("0", "2");
        public static final BigDecimal TEMPERATURE_DEFAULT = BigDecimal.ZERO;
        private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

        public OpenAi {
            TEMPERATURE.check("temperature", temperature);
            AgentPolicy.PRICE.check("input_price", inputPrice);
            AgentPolicy.PRICE.check("output_price", outputPrice);
        }

        /// What so many tokens cost.
        public BigDecimal cost(long input, long output) {
            return inputPrice
                    .multiply(BigDecimal.valueOf(input))
                    .add(outputPrice.multiply(BigDecimal.valueOf(output)))
                    .divide(MILLION);
        }

        /// What a judge looks at.
        public enum Aspect {
            FACT,
            CITATION,
            COHERENCE,
            COMPLETENESS,
            QUERY
        }

        @Override
        public Optional<String> sharedFate() {
            return Optional.of(baseModel.orElse(model));
        }
    }
}
