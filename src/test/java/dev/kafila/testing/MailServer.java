package dev.kafila.testing;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.subethamail.smtp.MessageContext;
import org.subethamail.smtp.server.SMTPServer;
import org.subethamail.smtp.server.Session;

/**
 * A mail server on 127.0.0.1 that takes mails only after STARTTLS, with a certificate that nobody
 * vouches for.
 */
public final class MailServer implements AutoCloseable {
  private static final String PASSWORD = "changeit";
  private static final long KEYTOOL_SECONDS = 60;

  /** A mail that the server has taken. */
  public record Mail(boolean encrypted, String to, String messageId, String subject) {}

  private final Path keys;
  private final SMTPServer server;
  private final List<Mail> mails = new CopyOnWriteArrayList<>();
  private final Queue<Runnable> deeds = new ArrayDeque<>();

  /**
   * @param directory for its keys
   */
  public MailServer(Path directory) throws Exception {
    keys = directory.resolve("mail-server.p12");
    makeKeys();
    server =
        SMTPServer.port(0)
            .bindAddress(InetAddress.getByName("127.0.0.1"))
            .hostName("127.0.0.1")
            .requireTLS()
            .startTlsSocketFactory(context())
            .messageHandler((context, from, to, data) -> take(context, to, data))
            .build();
    server.start();
  }

  private void makeKeys() throws IOException, InterruptedException {
    var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    var making =
        new ProcessBuilder(
                keytool,
                "-genkeypair",
                "-alias",
                "mail",
                "-keyalg",
                "EC",
                "-dname",
                "CN=127.0.0.1",
                "-ext",
                "san=ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                keys.toString(),
                "-storepass",
                PASSWORD)
            .redirectErrorStream(true)
            .start();
    var said = new String(making.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(making.waitFor(KEYTOOL_SECONDS, TimeUnit.SECONDS)).as(said).isTrue();
    assertThat(making.exitValue()).as(said).isZero();
  }

  private SSLContext context() throws GeneralSecurityException, IOException {
    var store = KeyStore.getInstance("PKCS12");
    try (var input = Files.newInputStream(keys)) {
      store.load(input, PASSWORD.toCharArray());
    }
    var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(store, PASSWORD.toCharArray());
    var context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  private void take(MessageContext context, String to, byte[] data) {
    try {
      var mail = new MimeMessage(null, new ByteArrayInputStream(data));
      boolean encrypted = ((Session) context).isTLSStarted();
      mails.add(new Mail(encrypted, to, mail.getMessageID(), mail.getSubject()));
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
    Runnable deed;
    synchronized (deeds) {
      deed = deeds.poll();
    }
    if (deed != null) {
      deed.run();
    }
  }

  /** Does this when the next mail is taken, and says only afterwards that it is. */
  public void whenTheNextIsTaken(Runnable deed) {
    synchronized (deeds) {
      deeds.add(deed);
    }
  }

  /** In order. */
  public List<Mail> mails() {
    return List.copyOf(mails);
  }

  /** Has a process send its mails here, and trust it. */
  public KafilaProcess.Builder knownTo(KafilaProcess.Builder process) {
    return process
        .setting("kafila.mail.host", "127.0.0.1")
        .setting("kafila.mail.port", Integer.toString(server.getPortAllocated()))
        .setting("kafila.mail.tls", "starttls")
        .setting("kafila.mail.from", "kafila@example.org")
        .setting(
            "java.tool.options",
            "-Djavax.net.ssl.trustStore=%s -Djavax.net.ssl.trustStorePassword=%s"
                .formatted(keys, PASSWORD));
  }

  @Override
  public void close() {
    server.stop();
  }
}
