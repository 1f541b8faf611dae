package io.madang.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.madang.e2e.kit.Api;
import io.madang.e2e.kit.Cursor;
import io.madang.e2e.kit.Urls;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Messages in PostgreSQL, by the container's pool. */
@InContainer
@Timeout(60)
class DataSourceIT {

  /** The database starts with the deployment, and ends with the process of the tests. */
  @Deployment
  static WebArchive war() throws IOException {
    EmbeddedPostgres started =
        EmbeddedPostgres.builder()
            .setPort(Integer.getInteger("database.port"))
            .setOverrideWorkingDirectory(new File("target/postgresql"))
            .start();
    assertThat(started.getPort()).isPositive();
    return MadangWar.withDataSource();
  }

  @Test
  void messagesAreKeptInThePoolsDatabase(@ArquillianResource URI base) throws Exception {
    String topic = Urls.freshTopic("chat/마당");
    Api guest = new Api(base, Urls.freshClient());
    assertThat(guest.get("/health/ready").status()).isEqualTo(200);
    Cursor first = guest.publish(topic, "1", "안녕");
    assertThat(guest.poll(topic + "@" + first.plus(-1), "").json().getJsonArray("events"))
        .hasSize(1);
    assertThat(headsIn(pool())).contains(topic);
  }

  private static String headsIn(DataSource pool) throws Exception {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement();
        ResultSet topics = statement.executeQuery("SELECT string_agg(name, ' ') FROM topic")) {
      assertThat(connection.getMetaData().getDatabaseProductName()).isEqualTo("PostgreSQL");
      assertThat(topics.next()).isTrue();
      return topics.getString(1);
    }
  }

  @SuppressWarnings("BanJNDI") // the name is ours
  private static DataSource pool() throws Exception {
    try {
      return InitialContext.doLookup("jdbc/madang");
    } catch (NamingException isTomcat) {
      return InitialContext.doLookup("java:comp/env/jdbc/madang");
    }
  }
}
