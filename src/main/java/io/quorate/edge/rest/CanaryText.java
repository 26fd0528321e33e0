package io.quorate.edge.rest;

import io.quorate.core.audit.json.CanonicalJson;
import io.quorate.core.audit.json.Shape;
import io.quorate.core.protocol.PoolId;
import io.quorate.engine.canary.Canaries;
import io.quorate.engine.canary.CanaryRegister.Kept;
import java.util.List;
import java.util.Optional;

/// What is known of canaries, as JSON.
final class CanaryText {
    private static final Shape<Kept> CANARY =
            Shape.of(
                    Kept.class,
                    canary ->
                            canary.text("canary_id", c -> c.canary().id().value())
                                    .text("question", Kept::gist)
                                    .text("right", c -> c.canary().right().value())
                                    .texts(
                                            "pools",
                                            c -> c.pools().stream().map(PoolId::value).toList())
                                    .text("operator", Kept::operator)
                                    .time("added_at", Kept::addedAt)
                                    .timeIfPresent("retired_at", Kept::retiredAt));

    private static final Shape<Canaries.Unlearnt> UNLEARNT =
            Shape.of(
                    Canaries.Unlearnt.class,
                    unlearnt ->
                            unlearnt.text("canary_id", u -> u.canary().value())
                                    .whole("labels", Canaries.Unlearnt::labels));

    private record Page(List<Kept> canaries) {
        Optional<String> next() {
            return canaries.size() == Canaries.PAGE
                    ? Optional.of(canaries.getLast().canary().id().value())
                    : Optional.empty();
        }
    }

    private static final Shape<Page> PAGE =
            Shape.of(
                    Page.class,
                    page ->
                            page.objects("canaries", Page::canaries, CANARY)
                                    .textIfPresent("next_after", Page::next));

    private CanaryText() {}

    static byte[] of(Kept canary) {
        return new CanonicalJson().write(CANARY, canary);
    }

    static byte[] of(Canaries.Unlearnt unlearnt) {
        return new CanonicalJson().write(UNLEARNT, unlearnt);
    }

    static byte[] of(List<Kept> page) {
        return new CanonicalJson().write(PAGE, new Page(page));
    }
}
