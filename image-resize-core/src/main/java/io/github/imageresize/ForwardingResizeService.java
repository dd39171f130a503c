package io.github.imageresize;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Passes every call on to another service: the base of services that wrap one and change some of
 * its methods. What a subclass leaves alone is answered by the wrapped service and not by the
 * interface's defaults, which would hide its cache, its formats and its versions.
 *
 * <p>A method never calls another one of this service: a subclass that changes what {@link #resize}
 * gives changes {@link #resizeAsync} and {@link #cached} as well. One that owns the wrapped service
 * need not do anything to close it; one that does not overrides {@link #close}.
 *
 * <p>Thread-safe if the wrapped service is.
 */
public abstract class ForwardingResizeService implements ResizeService {
  private final ResizeService service;

  /**
   * Wraps a service.
   *
   * @param service gets every call
   */
  protected ForwardingResizeService(ResizeService service) {
    this.service = Objects.requireNonNull(service, "service");
  }

  @Override
  public ResizedImage resize(ImageRequest request) {
    return service.resize(request);
  }

  @Override
  public CompletableFuture<ResizedImage> resizeAsync(ImageRequest request, Executor executor) {
    return service.resizeAsync(request, executor);
  }

  @Override
  public Optional<ResizedImage> cached(ImageRequest request) {
    return service.cached(request);
  }

  @Override
  public boolean keepsImages() {
    return service.keepsImages();
  }

  @Override
  public void makeLater(ImageRequest request) {
    service.makeLater(request);
  }

  @Override
  public Optional<String> currentVersion(ImageRequest request) {
    return service.currentVersion(request);
  }

  @Override
  public ImageDescription describe(String source) {
    return service.describe(source);
  }

  @Override
  public void invalidate(String source) {
    service.invalidate(source);
  }

  @Override
  public Set<ImageFormat> outputFormats() {
    return service.outputFormats();
  }

  @Override
  public String engine() {
    return service.engine();
  }

  @Override
  public Optional<Duration> deadline() {
    return service.deadline();
  }

  @Override
  public void close() {
    service.close();
  }
}
