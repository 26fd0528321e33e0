package io.quorate.host.policyfile;

import io.quorate.core.policy.AgentPolicy;
import io.quorate.core.policy.Transport;
import io.quorate.core.policy.Transport.OpenAi;
import io.quorate.core.policy.Transport.Tls;
import io.quorate.host.policyfile.schema.Group;
import io.quorate.host.policyfile.schema.Key;
import io.quorate.host.policyfile.schema.Kind;
import io.quorate.host.policyfile.schema.Kinds;
import io.quorate.host.policyfile.schema.Member;
import io.quorate.host.policyfile.schema.Section;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// `builtin`, `grpc`, `attend`, `openai`: how an agent is reached.
final class TransportKeys {
    private static final int PROMPT_MAX = 20_000;
    private static final int PATH_MAX = 1_000;
    private static final Pattern LOOPBACK =
            Pattern.compile("http://(localhost|127\\.0\\.0\\.1|\\[::1])([:/]|$)");
    private static final Kind<String> NAME = Kinds.id(name -> name);
    private static final Kind<String> VARIABLE =
            Kinds.unshown(
                    Kinds.text(
                            Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,127}"),
                            "the name of an environment variable; the secret itself never stands in"
                                    + " a policy"));

    static final Key<Transport.Builtin.Check> BUILTIN =
            Key.of(
                    "builtin",
                    Kinds.word(Transport.Builtin.Check.class),
                    "quotations",
                    "The agent is this check of the sidecar itself.");

    private static final Key<String> ADDRESS =
            Key.of(
                            "address",
                            Kinds.text(
                                    Pattern.compile(
                                            "unix:/[^\\s]{1,100}|(dns:///)?[A-Za-z0-9.\\[\\]:_-]{1,100}:[0-9]{1,5}"),
                                    "host:port, dns:///host:port or unix:/path"),
                            "dns:///facts.example:9000",
                            "Where the service listens.")
                    .required();
    private static final Key<Tls.Mode> TLS =
            Key.of(
                            "tls",
                            Kinds.bool().as(on -> on ? Tls.Mode.ON : Tls.Mode.OFF),
                            "true",
                            "Whether the connection is encrypted and the service's certificate"
                                    + " checked.")
                    .otherwise("false");
    private static final Key<String> CA_FILE =
            Key.of(
                    "ca_file",
                    Kinds.text(PATH_MAX),
                    "/etc/quorate/ca.pem",
                    "Certificates that are trusted instead of the system's.");
    private static final Key<String> AUTHORITY =
            Key.of(
                    "authority",
                    NAME,
                    "facts.example",
                    "The name expected in the certificate when it is not the host's.");
    static final Group GRPC =
            Group.of("grpc", "The agent is a gRPC service.", ADDRESS, TLS, CA_FILE, AUTHORITY);

    private static final Key<String> TOKEN_ENV =
            Key.of(
                            "token_env",
                            VARIABLE,
                            "FACTS_TOKEN",
                            "The environment variable that holds the token which the agent must"
                                    + " show.")
                    .required();
    static final Group ATTEND =
            Group.of(
                    "attend",
                    "The agent opens a stream to the sidecar itself, for instance from behind a"
                            + " firewall.",
                    TOKEN_ENV);

    private static final Key<String> BASE_URL =
            Key.of(
                            "base_url",
                            Kinds.unshown(
                                    Kinds.text(
                                            Pattern.compile("https?://[^\\s@]{1,500}"),
                                            "a URL that begins with https:// or http://, without a"
                                                    + " user name or password")),
                            "https://models.example/v1",
                            "Where the OpenAI-compatible interface begins.")
                    .required();
    private static final Key<String> MODEL =
            Key.of("model", NAME, "judge-large", "The model that is asked.").required();
    private static final Key<String> BASE_MODEL =
            Key.of(
                    "base_model",
                    NAME,
                    "llama-3",
                    "What the model was made from, when its name does not say so; models of one"
                            + " base fail together.");
    private static final Key<String> KEY_ENV =
            Key.of(
                    "key_env",
                    VARIABLE,
                    "JUDGE_API_KEY",
                    "The environment variable that holds the key; without one none is sent.");
    private static final Key<BigDecimal> TEMPERATURE =
            Key.of(
                            "temperature",
                            Kinds.decimal(OpenAi.TEMPERATURE),
                            "0.2",
                            "How freely the model answers.")
                    .otherwise("0");
    private static final Key<OpenAi.Aspect> ASPECT =
            Key.of(
                            "aspect",
                            Kinds.word(OpenAi.Aspect.class),
                            "citation",
                            "Which built-in question the model is asked.")
                    .otherwise("fact");
    private static final Key<String> PROMPT =
            Key.of(
                    "prompt",
                    Kinds.text(PROMPT_MAX),
                    "\"Is every number in the answer also in a source?\"",
                    "A question of your own instead of the built-in one.");
    private static final Key<BigDecimal> INPUT_PRICE =
            Key.of(
                            "input_price",
                            Kinds.decimal(AgentPolicy.PRICE),
                            "0.5",
                            "Price of a million tokens sent.")
                    .otherwise("0");
    private static final Key<BigDecimal> OUTPUT_PRICE =
            Key.of(
                            "output_price",
                            Kinds.decimal(AgentPolicy.PRICE),
                            "1.5",
                            "Price of a million tokens received.")
                    .otherwise("0");
    static final Group OPENAI =
            Group.of(
                    "openai",
                    "The agent is a model behind an OpenAI-compatible interface, asked as a judge.",
                    BASE_URL,
                    MODEL,
                    BASE_MODEL,
                    KEY_ENV,
                    TEMPERATURE,
                    ASPECT,
                    PROMPT,
                    INPUT_PRICE,
                    OUTPUT_PRICE);

    private static final List<Member> WAYS = List.of(BUILTIN, GRPC, ATTEND, OPENAI);

    private TransportKeys() {}

    /// How the agent is reached; empty when it was said, but not well.
    static Optional<Transport> read(Section in, Secrets secrets) {
        List<Member> ways = given(in);
        if (ways.size() > 1) {
            in.problem(
                    ways.getLast(),
                    "is given beside " + ways.getFirst().name(),
                    "an agent is reached in one way; remove one of the two");
            return Optional.empty();
        }
        if (in.gives(BUILTIN)) {
            return in.get(BUILTIN).map(Transport.Builtin::new);
        }
        if (in.gives(GRPC)) {
            return grpc(in.in(GRPC));
        }
        if (in.gives(ATTEND)) {
            Section attend = in.in(ATTEND);
            return attend.require(TOKEN_ENV)
                    .map(variable -> secrets.named(attend, TOKEN_ENV, variable))
                    .map(Transport.Attend::new);
        }
        return in.gives(OPENAI) ? openai(in.in(OPENAI), secrets) : Optional.of(Transport.CALLER);
    }

    /// The way in which the agent is reached, as it was written; empty when the caller brings its
    /// votes.
    static Optional<Member> way(Section in) {
        return given(in).stream().findFirst();
    }

    private static List<Member> given(Section in) {
        return WAYS.stream().filter(in::gives).toList();
    }

    private static Optional<Transport> grpc(Section in) {
        Tls tls = new Tls(in.get(TLS, Tls.Mode.OFF), in.get(CA_FILE), in.get(AUTHORITY));
        if (tls.mode() == Tls.Mode.OFF && (in.gives(CA_FILE) || in.gives(AUTHORITY))) {
            in.warning(TLS, "is false, so that ca_file and authority do nothing", "set tls: true");
        }
        return in.require(ADDRESS).map(address -> new Transport.Grpc(address, tls));
    }

    private static boolean isOpenToReaders(String url) {
        return url.startsWith("http://") && !LOOPBACK.matcher(url).lookingAt();
    }

    private static Optional<Transport> openai(Section in, Secrets secrets) {
        Optional<String> url = in.require(BASE_URL);
        Optional<String> model = in.require(MODEL);
        Optional<String> key =
                in.get(KEY_ENV).map(variable -> secrets.named(in, KEY_ENV, variable));
        if (key.isPresent() && url.filter(TransportKeys::isOpenToReaders).isPresent()) {
            in.warning(BASE_URL, "sends a key without encryption", "use https://");
        }
        Optional<String> baseModel = in.get(BASE_MODEL);
        BigDecimal temperature = in.get(TEMPERATURE, OpenAi.TEMPERATURE_DEFAULT);
        OpenAi.Aspect aspect = in.get(ASPECT, OpenAi.Aspect.FACT);
        Optional<String> prompt = in.get(PROMPT);
        BigDecimal inputPrice = in.get(INPUT_PRICE, BigDecimal.ZERO);
        BigDecimal outputPrice = in.get(OUTPUT_PRICE, BigDecimal.ZERO);
        return url.flatMap(address ->
                model.map(name ->
                        new OpenAi(
                                address,
                                name,
                                baseModel,
                                key,
                                temperature,
                                aspect,
                                prompt,
                                inputPrice,
                                outputPrice)));
    }
}
