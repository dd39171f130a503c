package io.github.imageresize.springboot;

/** The application on Jetty. */
class ApplicationOnJettyIT extends ApplicationContract {
  ApplicationOnJettyIT() {
    super(Container.JETTY);
  }
}
