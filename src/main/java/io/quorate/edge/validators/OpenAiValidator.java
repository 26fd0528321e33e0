package io.quorate.edge.validators;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.quorate.core.consensus.deliberation.Proposal;
import io.quorate.core.policy.Transport;
import io.quorate.core.protocol.Reception.SilenceCause;
import io.quorate.core.protocol.Usage;
import io.quorate.engine.Ticker;
import io.quorate.engine.poll.Answer;
import io.quorate.engine.poll.BallotPaper;
import io.quorate.engine.poll.Task;
import io.quorate.engine.poll.Validator;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/// A model behind an OpenAI-compatible interface, as a judge.
final class OpenAiValidator implements Validator {
    private static final long RESPONSE_BYTES_MAX = 1024 * 1024;
    private static final int OK = 200;

    /// Too many requests, or nobody there for the moment: nothing was judged.
    private static final Set<Integer> TRY_AGAIN = Set.of(429, 502, 503, 504);

    /// Whatever a server says that it counted, so many tokens fit into no model.
    private static final long TOKENS_MAX = 1_000_000_000_000L;

    private static final Duration LEAST = Duration.ofMillis(1);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Transport.OpenAi model;
    private final HttpRequest blank;
    private final HttpClient http;
    private final Ticker ticker;

    /// @param key sent along, when there is one
    /// @throws IllegalArgumentException when the address is none, or the key cannot be sent
    OpenAiValidator(Transport.OpenAi model, Optional<String> key, HttpClient http, Ticker ticker) {
        this.model = model;
        HttpRequest.Builder request =
                HttpRequest.newBuilder(
                                URI.create(
                                        model.baseUrl().replaceAll("/+$", "")
                                                + "/chat/completions"))
                        .header("Content-Type", "application/json");
        key.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
        this.blank = request.build();
        this.http = http;
        this.ticker = ticker;
    }

    @Override
    public Asking ask(BallotPaper paper) {
        Duration left = Duration.between(ticker.now(), paper.deadline());
        HttpRequest request =
                HttpRequest.newBuilder(blank, (_, _) -> true)
                        .timeout(left.compareTo(LEAST) < 0 ? LEAST : left)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(Judging.request(model, paper)))
                        .build();
        CompletableFuture<HttpResponse<byte[]>> response =
                http.sendAsync(
                        request,
                        HttpResponse.BodyHandlers.limiting(
                                HttpResponse.BodyHandlers.ofByteArray(), RESPONSE_BYTES_MAX));
        CompletionStage<Answer> answer =
                response.thenApply(came -> answer(paper, came))
                        .exceptionally(OpenAiValidator::failed);
        return new Asking() {
            @Override
            public CompletionStage<Answer> answer() {
                return answer;
            }

            @Override
            public void withdraw(Reason reason) {
                response.cancel(true);
            }
        };
    }

    private Answer answer(BallotPaper paper, HttpResponse<byte[]> came) {
        String body = new String(came.body(), StandardCharsets.UTF_8);
        if (came.statusCode() != OK) {
            return Answer.Silent.of(
                    TRY_AGAIN.contains(came.statusCode())
                            ? SilenceCause.UNREACHABLE
                            : SilenceCause.FAILED,
                    Detail.of("answered HTTP " + came.statusCode(), body));
        }
        Optional<JsonNode> completion = completion(body);
        if (completion.isEmpty()) {
            return Answer.Silent.of(SilenceCause.FAILED, Detail.of("answered no JSON", body));
        }
        JsonNode words = completion.get().path("choices").path(0).path("message").path("content");
        Optional<Usage> usage = usage(completion.get().path("usage"));
        if (paper.task() == Task.PROPOSE) {
            return Answer.Proposed.on(
                    paper,
                    words.isTextual()
                            ? Proposing.read(words.textValue(), paper.agent())
                            : Proposal.none(
                                    paper.agent(), "the model said nothing", Optional.empty()),
                    usage);
        }
        return Answer.Voted.on(
                paper,
                words.isTextual()
                        ? ModelWords.read(
                                words.textValue(), paper.agent(), paper.submission().choices())
                        : ModelWords.nonsense(paper.agent(), "the model said nothing"),
                usage);
    }

    private static Optional<JsonNode> completion(String body) {
        try {
            return Optional.ofNullable(JSON.readTree(body)).filter(JsonNode::isObject);
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private Optional<Usage> usage(JsonNode counted) {
        if (!counted.path("prompt_tokens").isIntegralNumber()) {
            return Optional.empty();
        }
        long input = tokens(counted.path("prompt_tokens"));
        long output = tokens(counted.path("completion_tokens"));
        return Optional.of(new Usage(input, output, model.cost(input, output)));
    }

    private static long tokens(JsonNode count) {
        return Math.clamp(count.longValue(), 0, TOKENS_MAX);
    }

    private static Answer failed(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null
                        ? failure.getCause()
                        : failure;
        return Answer.Silent.of(
                switch (cause) {
                    case ConnectException _, HttpConnectTimeoutException _ ->
                            SilenceCause.UNREACHABLE;
                    case HttpTimeoutException _, java.util.concurrent.CancellationException _ ->
                            SilenceCause.NO_VOTE;
                    default -> SilenceCause.FAILED;
                },
                Detail.of("could not be asked", String.valueOf(cause.getMessage())));
    }
}
