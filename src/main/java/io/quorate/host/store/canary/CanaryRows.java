package io.quorate.host.store.canary;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;

/// The rows of the register, within a transaction.
@Singleton
public class CanaryRows implements PanacheRepositoryBase<CanaryRow, String> {
    /// In the order of ids.
    List<CanaryRow> after(String id, int most) {
        return find("id > ?1 order by id", id).range(0, most - 1).list();
    }

    /// Nobody else changes it until the transaction has ended.
    Optional<CanaryRow> toChange(String id) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE);
    }
}
