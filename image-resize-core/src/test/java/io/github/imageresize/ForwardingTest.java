package io.github.imageresize;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imageresize.cache.CacheStore;
import io.github.imageresize.cache.ForwardingCacheStore;
import io.github.imageresize.cache.MemoryCacheStore;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A method added to an interface and not to its forwarding base fails here. */
class ForwardingTest {

  private static final class Service extends ForwardingResizeService {
    Service(ResizeService service) {
      super(service);
    }
  }

  private static final class Store extends ForwardingCacheStore {
    Store(CacheStore store) {
      super(store);
    }

    @Override
    protected CacheStore around(CacheStore other) {
      return new Store(other);
    }
  }

  @TestFactory
  Stream<DynamicTest> forwardsEveryMethodOfAService() {
    return methods(ResizeService.class)
        .map(
            method ->
                DynamicTest.dynamicTest(
                    method.getName(),
                    () -> {
                      Recording recording = new Recording();
                      Service wrapper = new Service(recording.of(ResizeService.class));
                      recording.assertForwarded(method, wrapper);
                    }));
  }

  @TestFactory
  Stream<DynamicTest> forwardsEveryMethodOfAStore() {
    return methods(CacheStore.class)
        .filter(method -> !method.getName().equals("within"))
        .map(
            method ->
                DynamicTest.dynamicTest(
                    method.getName(),
                    () -> {
                      Recording recording = new Recording();
                      Store wrapper = new Store(recording.of(CacheStore.class));
                      recording.assertForwarded(method, wrapper);
                    }));
  }

  @Test
  void wrapsTheViewOfOneRequestAsItselfIsWrapped() {
    CacheStore bounded = MemoryCacheStore.ofBytes(1 << 20);
    Recording recording = new Recording();
    recording.answer = bounded;
    Store wrapper = new Store(recording.of(CacheStore.class));

    assertThat(wrapper.within(null)).isInstanceOf(Store.class).isNotSameAs(wrapper);
    assertThat(new Store(bounded).within(null)).isInstanceOf(Store.class);
  }

  private static Stream<Method> methods(Class<?> type) {
    return Arrays.stream(type.getMethods())
        .filter(method -> !Modifier.isStatic(method.getModifiers()));
  }

  /** Stands in for what is wrapped, and writes down its calls. */
  private static final class Recording implements InvocationHandler {
    private final List<String> calls = new ArrayList<>();
    private List<@Nullable Object> arguments = List.of();
    private @Nullable Object answer;

    <T> T of(Class<T> type) {
      return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, this));
    }

    @Override
    public @Nullable Object invoke(
        Object proxy, Method method, @Nullable Object @Nullable [] given) {
      calls.add(method.getName());
      arguments = given == null ? List.of() : Arrays.asList(given);
      if (answer == null) {
        answer = some(method.getReturnType());
      }
      return answer;
    }

    void assertForwarded(Method method, Object wrapper) throws ReflectiveOperationException {
      Object[] given =
          Arrays.stream(method.getParameterTypes()).map(ForwardingTest::argument).toArray();

      Object answered = method.invoke(wrapper, given);

      assertThat(calls).containsExactly(method.getName());
      assertThat(arguments).containsExactlyElementsOf(Arrays.asList(given));
      assertThat(answered).isEqualTo(answer);
    }
  }

  /** An answer that no default would give. */
  private static @Nullable Object some(Class<?> type) {
    if (type == void.class) {
      return null;
    }
    if (type == boolean.class) {
      return true;
    }
    if (type == String.class) {
      return "some-1";
    }
    if (type == Optional.class) {
      return Optional.of("something");
    }
    if (type == Set.class) {
      return Collections.singleton("something");
    }
    return type == CompletableFuture.class ? new CompletableFuture<>() : argument(type);
  }

  private static @Nullable Object argument(Class<?> type) {
    if (type == String.class) {
      return "an argument";
    }
    if (type == ImageRequest.class) {
      return ImageRequest.builder("a.jpg").build();
    }
    return type.isInterface()
        ? Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, given) ->
                switch (method.getName()) {
                  case "equals" -> given != null && proxy == Array.get(given, 0);
                  case "hashCode" -> 1;
                  default -> "a proxy";
                })
        : null;
  }
}
