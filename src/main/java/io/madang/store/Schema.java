package io.madang.store;

import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jspecify.annotations.Nullable;

/**
 * Brings the database's tables up to date.
 *
 * <p>The migrations are named here rather than looked for: searching a class path works differently
 * in each container, and takes time.
 */
final class Schema {

  private static final List<String> MIGRATIONS = List.of("V1__logs.sql", "V2__attachments.sql");

  private Schema() {}

  /** Makes or changes the tables, unless the newest migration is there: asking Flyway is slow. */
  static void migrate(DataSource database, Dialect dialect) {
    if (!isCurrent(database)) {
      runMigrations(database, dialect);
    }
  }

  private static boolean isCurrent(DataSource database) {
    String newest = MIGRATIONS.get(MIGRATIONS.size() - 1);
    try (Connection connection = database.getConnection();
        PreparedStatement found =
            connection.prepareStatement(
                "SELECT 1 FROM madang_schema WHERE script = ? AND success")) {
      found.setString(1, newest);
      try (ResultSet rows = found.executeQuery()) {
        return rows.next();
      }
    } catch (SQLException e) {
      return false; // there is no such table yet, or Flyway will say better what is wrong
    }
  }

  private static void runMigrations(DataSource database, Dialect dialect) {
    Flyway.configure(Schema.class.getClassLoader())
        .dataSource(database)
        .table("madang_schema")
        .placeholders(dialect.words())
        .resourceProvider(new Migrations())
        .javaMigrationClassProvider(List::of)
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .load()
        .migrate();
  }

  private static final class Migrations implements ResourceProvider {

    @Override
    public @Nullable LoadableResource getResource(String name) {
      return MIGRATIONS.contains(name) ? new Migration(name) : null;
    }

    @Override
    public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
      return MIGRATIONS.stream()
          .filter(name -> name.startsWith(prefix))
          .map(name -> (LoadableResource) new Migration(name))
          .toList();
    }
  }

  private static final class Migration extends LoadableResource {

    private final String name;

    Migration(String name) {
      this.name = name;
    }

    @Override
    public Reader read() {
      try (var in = Schema.class.getResourceAsStream("migration/" + name)) {
        byte[] text = Objects.requireNonNull(in, name).readAllBytes();
        return new StringReader(new String(text, StandardCharsets.UTF_8));
      } catch (java.io.IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }

    @Override
    public String getAbsolutePath() {
      return name;
    }

    @Override
    public String getAbsolutePathOnDisk() {
      return name;
    }

    @Override
    public String getFilename() {
      return name;
    }

    @Override
    public String getRelativePath() {
      return name;
    }
  }
}
