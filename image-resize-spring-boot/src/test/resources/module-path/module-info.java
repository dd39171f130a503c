module shop {
  requires io.github.imageresize;
  requires io.github.imageresize.lambda;
  requires io.github.imageresize.micrometer;
  requires io.github.imageresize.redis;
  requires io.github.imageresize.servlet;
  requires io.github.imageresize.springboot;
  requires jdk.net;
  requires micrometer.core;
  requires org.apache.tomcat.embed.core;
  requires redis.clients.jedis;
  requires software.amazon.awssdk.auth;
  requires software.amazon.awssdk.core;
  requires software.amazon.awssdk.regions;
  requires software.amazon.awssdk.services.lambda;
  requires software.amazon.awssdk.services.s3;
  requires spring.beans;
  requires spring.boot;
  requires spring.boot.autoconfigure;
  requires spring.context;
  requires spring.core;

  opens shop to
      spring.beans,
      spring.context,
      spring.core;
}
