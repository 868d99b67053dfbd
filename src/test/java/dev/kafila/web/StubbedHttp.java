package dev.kafila.web;

import org.junit.jupiter.api.BeforeEach;

/** The HTTP surface with stubs behind it: one server for all heirs, which ends with the JVM. */
abstract class StubbedHttp {
  static final StubApi API = new StubApi();
  static final String TASK = "/api/ann/tasks/0199d2a0-0000-7000-8000-000000000001";
  static final ApiServer server = ApiServer.start(ApiServer.openWeb(), API.beans());

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(server::close));
  }

  @BeforeEach
  void forget() {
    API.requests.clear();
    API.failure = null;
  }
}
