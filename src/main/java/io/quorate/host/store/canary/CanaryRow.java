package io.quorate.host.store.canary;

import io.quorate.core.audit.ContentText;
import io.quorate.core.protocol.Canary;
import io.quorate.core.protocol.CanaryId;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.PoolId;
import io.quorate.engine.canary.CanaryRegister.Kept;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A canary that an operator added.
@Entity
@Table(name = "canary")
@SuppressWarnings("NullAway.Init")
class CanaryRow {
    @Id private String id;

    private String[] pools;

    private byte[] submission;

    @Column(name = "right_choice")
    private String right;

    private String operator;

    @Column(name = "added_at")
    private Instant addedAt;

    @Column(name = "retired_at")
    private @Nullable Instant retiredAt;

    /// For Hibernate.
    CanaryRow() {}

    static CanaryRow of(Kept kept) {
        CanaryRow row = new CanaryRow();
        row.id = kept.canary().id().value();
        row.pools = kept.pools().stream().map(PoolId::value).toArray(String[]::new);
        row.submission = ContentText.of(kept.canary().submission());
        row.right = kept.canary().right().value();
        row.operator = kept.operator();
        row.addedAt = kept.addedAt();
        row.retiredAt = kept.retiredAt().orElse(null);
        return row;
    }

    boolean isRetired() {
        return retiredAt != null;
    }

    void retire(Instant at) {
        retiredAt = at;
    }

    Kept kept() {
        return new Kept(
                new Canary(new CanaryId(id), ContentText.submission(submission), new Choice(right)),
                Arrays.stream(pools).map(PoolId::new).toList(),
                operator,
                addedAt,
                Optional.ofNullable(retiredAt));
    }
}
