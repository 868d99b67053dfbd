package dev.kafila.web;

import dev.kafila.event.TraceContext;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.RouteAware;
import org.apache.camel.component.platform.http.spi.PlatformHttpConsumerAware;
import org.apache.camel.component.rest.openapi.DefaultRestOpenapiProcessorStrategy;
import org.apache.camel.support.processor.RestBindingAdvice;
import org.slf4j.MDC;

/**
 * Puts the {@link Gate} before the {@code direct:<operationId>} routes, and a problem behind
 * whatever fails on the way to them. Sits on the component, so no edit of a route file takes it
 * away.
 */
final class ContractFirst extends DefaultRestOpenapiProcessorStrategy {
  /** Exchange property: the path that was asked for. */
  static final String PATH = "kafila.path";

  private static final String USER = "user";
  private static final String TRACE_ID = "trace_id";

  private final Gate gate;

  ContractFirst(Gate gate) {
    this.gate = gate;
  }

  /**
   * Gives each path of a contract at the server's root a Vert.x route of its own. Camel would write
   * the root's slash twice, match nothing with it, and fall back to one route that swallows every
   * address there is.
   */
  @Override
  public void validateOpenApi(
      OpenAPI openApi, String basePath, PlatformHttpConsumerAware platformHttpConsumer)
      throws Exception {
    openApi.getPaths().values().removeIf(ContractFirst::isStream);
    super.validateOpenApi(openApi, basePath, platformHttpConsumer);
    var consumer = (Consumer) platformHttpConsumer;
    var registry = getCamelContext().getRestRegistry();
    var services =
        registry.listAllRestServices().stream().filter(s -> s.getConsumer() == consumer).toList();
    registry.removeRestService(consumer);
    for (var service : services) {
      registry.addRestService(
          consumer,
          true,
          service.getUrl(),
          service.getBaseUrl().substring(1),
          service.getBasePath(),
          service.getUriTemplate(),
          service.getMethod(),
          service.getConsumes(),
          service.getProduces(),
          service.getInType(),
          service.getOutType(),
          ((RouteAware) consumer).getRoute().getRouteId(),
          service.getDescription());
    }
  }

  /** Not Camel's to answer. */
  private static boolean isStream(PathItem path) {
    return path.getGet() != null && StreamGate.OPERATION.equals(path.getGet().getOperationId());
  }

  @Override
  public boolean process(
      OpenAPI openApi,
      Operation operation,
      String verb,
      String path,
      RestBindingAdvice binding,
      Exchange exchange,
      AsyncCallback callback) {
    var asked = Gate.pathOf(exchange);
    exchange.setProperty(PATH, asked);
    try {
      var request = gate.admit(exchange, operation.getOperationId());
      MDC.put(USER, request.userId());
      MDC.put(TRACE_ID, TraceContext.traceId(request.traceparent()));
    } catch (RuntimeException e) {
      HttpAnswer.write(exchange, Problems.answer(e, asked));
      exchange.setRouteStop(true);
      callback.done(true);
      return true;
    }
    return super.process(
        openApi,
        operation,
        verb,
        path,
        binding,
        exchange,
        doneSync -> {
          if (exchange.getException() != null) {
            var problem = Problems.answer(exchange.getException(), asked);
            exchange.setException(null);
            HttpAnswer.write(exchange, problem);
          }
          if (exchange.getMessage().getBody() == null) {
            // Camel names a type even where there is nothing.
            exchange.getMessage().removeHeader(Exchange.CONTENT_TYPE);
          }
          MDC.remove(USER);
          MDC.remove(TRACE_ID);
          callback.done(doneSync);
        });
  }
}
