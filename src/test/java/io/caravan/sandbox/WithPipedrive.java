package io.caravan.sandbox;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A Pipedrive stand-in for each test, and somebody to call it. */
abstract class WithPipedrive {

  Sandbox sandbox;
  PipedriveSandbox pipedrive;
  Caller caller;

  @BeforeEach
  void start() {
    sandbox = Sandbox.start(0);
    pipedrive = sandbox.pipedrive();
    caller = new Caller(sandbox);
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }
}
