package io.quorate.host.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.quorate.core.audit.policy.PolicyLeaf;
import io.quorate.core.audit.policy.PolicyRecord;
import io.quorate.core.audit.policy.PolicyRecord.Occasion;
import io.quorate.core.protocol.Digest;
import io.quorate.core.protocol.Origin;
import io.quorate.engine.Ledger;
import io.quorate.engine.Notice;
import io.quorate.engine.policy.PolicyArchive.Changes;
import io.quorate.engine.policy.PolicyArchive.Kept;
import io.quorate.engine.policy.PolicyArchive.Latest;
import io.quorate.engine.policy.PolicyArchive.Lookup;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresPoliciesIT {
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);

    private final TestPostgres.Database database = TestPostgres.database();
    private PostgresLedger ledger;
    private PostgresPolicies policies;

    @BeforeEach
    void open() throws Exception {
        ledger = Ledgers.open(database.application(), "one");
        policies = new PostgresPolicies(database.application(), ledger);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void aTextIsStoredWithTheNextRecord() {
        Kept kept = kept("a: policy");
        policies.keep(kept);
        assertInstanceOf(Lookup.Unknown.class, find(kept.digest()));
        place(kept.digest(), Optional.empty(), 0);
        assertEquals(new Lookup.Found(kept), find(kept.digest()));
    }

    @Test
    void theSameTextAgainStaysAsItWasFirst() {
        Kept kept = kept("a: policy");
        policies.keep(kept);
        place(kept.digest(), Optional.empty(), 0);
        policies.keep(new Kept(kept.digest(), now.plusSeconds(1), "a: policy # again"));
        place(kept.digest(), Optional.empty(), 1);
        assertEquals(new Lookup.Found(kept), find(kept.digest()));
    }

    @Test
    void theLatestIsThatOfItsOwnOrigin() throws Exception {
        assertInstanceOf(Latest.None.class, latest("one"));
        Kept first = kept("first");
        Kept second = kept("second");
        policies.keep(first);
        policies.keep(second);
        place(first.digest(), Optional.empty(), 0);
        place(second.digest(), Optional.of(first.digest()), 1);
        assertEquals(new Latest.Found(second.digest(), Optional.of(second)), latest("one"));
        assertInstanceOf(Latest.None.class, latest("two"));
    }

    @Test
    void changesComePageByPageNewestFirst() {
        List<PolicyRecord> placed = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            // Two at the same moment, so that the place within the log tells them apart.
            placed.addFirst(place(kept("p" + i).digest(), Optional.empty(), i / 2));
        }
        List<PolicyRecord> read = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            Changes.Page page = assertInstanceOf(Changes.Page.class, changes(after));
            read.addAll(page.changes());
            after = page.next();
        } while (after.isPresent());
        assertEquals(placed, read);
        assertInstanceOf(Changes.UnknownPlace.class, changes(Optional.of("elsewhere")));
    }

    private PolicyRecord place(Digest digest, Optional<Digest> before, int second) {
        PolicyRecord record =
                PolicyRecord.of(
                        ledger.origin(),
                        now.plusSeconds(second),
                        Occasion.RELOAD,
                        digest,
                        before,
                        List.of("Something changes."));
        Notice notice = new Notice(PolicyLeaf.KIND, record.at(), PolicyLeaf.of(record), List.of());
        assertInstanceOf(
                Ledger.Noted.Placed.class, ledger.note(notice).toCompletableFuture().join());
        return record;
    }

    private Kept kept(String text) {
        return new Kept(Digest.of(text.getBytes(StandardCharsets.UTF_8)), now, text);
    }

    private Lookup find(Digest digest) {
        return policies.find(digest).toCompletableFuture().join();
    }

    private Latest latest(String origin) {
        return policies.latest(new Origin(origin)).toCompletableFuture().join();
    }

    private Changes changes(Optional<String> after) {
        return policies.changes(3, after).toCompletableFuture().join();
    }
}
