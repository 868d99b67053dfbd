package dev.kafila.boot.delivery;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;

/**
 * HTTP of the channels: one request, no retry of its own, no redirect, no proxy, no cookies, and
 * all of it within a time limit, however slowly the other side answers. Of an answer's body only
 * the beginning is read.
 */
final class BoundedHttp implements HttpClientConfigurer, ExecChainHandler {
  static final Duration CONNECT = Duration.ofSeconds(5);
  static final Duration WHOLE = Duration.ofSeconds(10);

  private static final int MOST_BYTES = 16 * 1024;

  private final ScheduledExecutorService timer;
  private final DnsResolver resolver;

  /**
   * @param timer ends requests that take too long
   * @param resolver decides where connections may go
   */
  BoundedHttp(ScheduledExecutorService timer, DnsResolver resolver) {
    this.timer = timer;
    this.resolver = resolver;
  }

  @Override
  public void configureHttpClient(HttpClientBuilder builder) {
    var connections =
        PoolingHttpClientConnectionManagerBuilder.create()
            .setDnsResolver(resolver)
            .setDefaultConnectionConfig(
                ConnectionConfig.custom()
                    .setConnectTimeout(Timeout.of(CONNECT))
                    .setSocketTimeout(Timeout.of(CONNECT))
                    .build())
            .build();
    builder
        .setConnectionManager(connections)
        .setConnectionManagerShared(false)
        .disableAutomaticRetries()
        .disableRedirectHandling()
        .disableCookieManagement()
        .disableContentCompression()
        .disableAuthCaching()
        .addExecInterceptorFirst("kafila-bounds", this);
  }

  @Override
  public ClassicHttpResponse execute(
      ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
      throws IOException, HttpException {
    var limit = timer.schedule(() -> cancel(scope), WHOLE.toMillis(), TimeUnit.MILLISECONDS);
    try {
      var response = chain.proceed(request, scope);
      return cut(response);
    } finally {
      limit.cancel(false);
    }
  }

  private static void cancel(ExecChain.Scope scope) {
    if (scope.originalRequest instanceof Cancellable request) {
      request.cancel();
    }
  }

  /** Gives the connection up where more would come. */
  private static ClassicHttpResponse cut(ClassicHttpResponse response) throws IOException {
    var entity = response.getEntity();
    if (entity != null) {
      byte[] beginning;
      boolean more;
      try (var body = entity.getContent()) {
        beginning = body.readNBytes(MOST_BYTES);
        more = beginning.length == MOST_BYTES;
        if (more) {
          response.close();
        }
      } catch (IOException e) {
        // The answer stands; nobody needs its body.
        beginning = new byte[0];
      }
      response.setEntity(new ByteArrayEntity(beginning, ContentType.APPLICATION_OCTET_STREAM));
    }
    return response;
  }
}
