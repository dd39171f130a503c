package io.github.imageresize.springboot;

/** The application on Tomcat. */
class ApplicationOnTomcatIT extends ApplicationContract {
  ApplicationOnTomcatIT() {
    super(Container.TOMCAT);
  }
}
