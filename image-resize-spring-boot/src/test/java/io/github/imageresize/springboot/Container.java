package io.github.imageresize.springboot;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.core.io.DefaultResourceLoader;

/** The servlet containers that an application may have; it is told of one alone. */
enum Container {
  TOMCAT("org.eclipse.jetty"),
  JETTY("org.apache.catalina");

  private final String hidden;

  Container(String hidden) {
    this.hidden = hidden;
  }

  void choose(SpringApplicationBuilder application) {
    application.resourceLoader(new DefaultResourceLoader(new FilteredClassLoader(hidden)));
  }
}
