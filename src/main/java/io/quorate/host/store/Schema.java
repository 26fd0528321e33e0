package io.quorate.host.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/// The tables, as the migrations made them.
public final class Schema {
    /// The newest migration.
    static final String VERSION = "15";

    private static final String MADE =
            """
            SELECT coalesce(bool_and(success), false)
                AND coalesce(bool_or(version = ?), false)
            FROM flyway_schema_history\
            """;

    private Schema() {}

    /// Migrates unless every migration was made. To ask is a tenth of the work of a migration that
    /// finds nothing to do, which is most of what a start needs.
    public static void bring(DataSource source, Runnable migration) {
        if (!isInPlace(source)) {
            migration.run();
        }
    }

    /// A database that cannot tell is the migration's to judge.
    private static boolean isInPlace(DataSource source) {
        try (Connection connection = source.getConnection();
                PreparedStatement statement = connection.prepareStatement(MADE)) {
            statement.setString(1, VERSION);
            try (ResultSet made = statement.executeQuery()) {
                return made.next() && made.getBoolean(1);
            }
        } catch (SQLException e) {
            return false;
        }
    }
}
