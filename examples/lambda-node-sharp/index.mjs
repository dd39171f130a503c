// The resize function on Node with sharp. Keeps the contract of image-resize-lambda (CONTRACT.md).
// Environment: IMAGE_BUCKET, IMAGE_PREFIX, RESULT_BUCKET, RESULT_PREFIX, S3_PATH_STYLE,
// MAX_SOURCE_BYTES, MAX_SOURCE_PIXELS, MAX_OUTPUT_SIDE.
import { randomUUID } from "node:crypto";
import { GetObjectCommand, HeadObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import sharp from "sharp";

const CONTRACT = 1;
const ENGINE = "sharp-1";
const MAX_INLINE_BYTES = 4_718_592;
const FORMATS = ["jpeg", "png", "webp", "gif"];

const environment = process.env;
const limits = {
  sourceBytes: Number(environment.MAX_SOURCE_BYTES ?? 33_554_432),
  sourcePixels: Number(environment.MAX_SOURCE_PIXELS ?? 100_000_000),
  outputSide: Number(environment.MAX_OUTPUT_SIDE ?? 8192),
};
const s3 = new S3Client({ forcePathStyle: environment.S3_PATH_STYLE === "true" });

/** A failure that the contract has a reason for. */
class ExpectedFailure extends Error {
  constructor(reason, message) {
    super(message);
    this.reason = reason;
  }
}

export const handler = async (event) => {
  try {
    if (event.contract !== CONTRACT) {
      const reason = Number.isInteger(event.contract) ? "UNAVAILABLE" : "INVALID_REQUEST";
      throw new ExpectedFailure(reason, `contract must be ${CONTRACT}, but is ${event.contract}`);
    }
    const request = event.request;
    if (typeof request?.source !== "string" || request.source === "") {
      throw new ExpectedFailure("INVALID_REQUEST", "source must be a path");
    }
    switch (event.operation ?? "resize") {
      case "resize":
        return { contract: CONTRACT, ...(await resize(request)) };
      case "version":
        return { contract: CONTRACT, sourceVersion: await currentVersion(request.source) };
      default:
        throw new ExpectedFailure("INVALID_REQUEST", `operation is unknown: ${event.operation}`);
    }
  } catch (failure) {
    if (failure instanceof ExpectedFailure) {
      return { contract: CONTRACT, failure: { reason: failure.reason, message: failure.message } };
    }
    throw failure;
  }
};

async function resize(request) {
  const original = await read(request.source);
  const { data, info } = await render(original.bytes, request);
  const image = {
    engine: ENGINE,
    format: info.format,
    width: info.width,
    height: info.height,
    sourceVersion: original.version,
  };
  if (data.length <= MAX_INLINE_BYTES) {
    return { ...image, image: data.toString("base64") };
  }
  return { ...image, result: await leave(data, info.format) };
}

async function render(bytes, request) {
  const header = await headerOf(bytes);
  const upright = await decoded(() =>
    sharp(bytes, { limitInputPixels: limits.sourcePixels, failOn: "error" })
      .rotate()
      .toColourspace("srgb")
      .toBuffer({ resolveWithObject: true }),
  );
  // Each step ends before the next begins: sharp has its own order within one pipeline.
  let image = sharp(upright.data);
  let { width, height } = upright.info;
  if (request.crop) {
    const region = cropRegion(request.crop, width, height);
    image = sharp(await image.extract(region).toBuffer());
    ({ width, height } = region);
  }
  if (request.flip === "horizontal") image = image.flop();
  if (request.flip === "vertical") image = image.flip();
  if (request.flip && request.flip !== "none") image = sharp(await image.toBuffer());
  if (request.rotate) {
    image = sharp(await image.rotate(request.rotate).toBuffer());
    if (request.rotate % 180 !== 0) [width, height] = [height, width];
  }
  const format = request.format ?? (FORMATS.includes(header.format) ? header.format : "png");
  const background = colour(request.background, format, request.fit);
  if (request.width || request.height) {
    image = scaled(image, request, width, height, background);
  }
  if (format === "jpeg" || (request.background && request.fit !== "contain")) {
    image = image.flatten({ background: format === "jpeg" ? { ...background, alpha: 1 } : background });
  }
  const quality = request.quality ?? 80;
  const options = format === "jpeg" || format === "webp" ? { quality } : {};
  return decoded(() => image.toFormat(format, options).toBuffer({ resolveWithObject: true }));
}

function scaled(image, request, width, height, background) {
  for (const side of [request.width, request.height]) {
    if (side > limits.outputSide) {
      throw new ExpectedFailure("RESULT_TOO_LARGE", `a side of ${side} passes ${limits.outputSide}`);
    }
  }
  const options = {
    width: request.width,
    height: request.height,
    fit: request.fit ?? "inside",
    withoutEnlargement: !request.enlarge,
    background,
  };
  const [x, y] = focalPoint(request.position);
  if (options.fit === "cover" && request.width && request.height && x !== undefined) {
    return coveredAt(image, request, width, height, x, y);
  }
  return image.resize({ ...options, position: compass(request.position) });
}

/** sharp knows no focal points: the largest region of the box's shape, as near to it as may be. */
function coveredAt(image, request, width, height, x, y) {
  const shape = request.width / request.height;
  const cut = { width: Math.min(width, height * shape), height: Math.min(height, width / shape) };
  const region = { width: Math.max(1, Math.round(cut.width)), height: Math.max(1, Math.round(cut.height)) };
  region.left = Math.round(Math.min(Math.max(x * width - region.width / 2, 0), width - region.width));
  region.top = Math.round(Math.min(Math.max(y * height - region.height / 2, 0), height - region.height));
  return image
    .extract(region)
    .resize({ width: request.width, height: request.height, fit: "fill", withoutEnlargement: !request.enlarge });
}

function focalPoint(position = "center") {
  return /^[0-9.]+,[0-9.]+$/.test(position) ? position.split(",").map(Number) : [];
}

function compass(position = "center") {
  const words = position.split("-");
  return focalPoint(position).length > 0 ? "centre" : words.reverse().join(" ").replace("center", "centre");
}

function cropRegion(text, width, height) {
  const percent = text.includes("%");
  const [x, y, w, h] = text.split(",").map((part) => Number(part.replace("%", "")));
  const scaleX = percent ? width / 100 : 1;
  const scaleY = percent ? height / 100 : 1;
  const left = Math.round(x * scaleX);
  const top = Math.round(y * scaleY);
  if (left >= width || top >= height) {
    throw new ExpectedFailure("INVALID_REQUEST", `crop ${text} lies outside ${width}x${height}`);
  }
  return {
    left,
    top,
    width: Math.max(1, Math.min(width - left, Math.round(w * scaleX))),
    height: Math.max(1, Math.min(height - top, Math.round(h * scaleY))),
  };
}

function colour(hexadecimal, format, fit) {
  const fallback = format === "jpeg" ? "ffffffff" : fit === "contain" ? "00000000" : "ffffffff";
  const value = Number.parseInt(hexadecimal ?? fallback, 16);
  return {
    r: (value >>> 24) & 255,
    g: (value >>> 16) & 255,
    b: (value >>> 8) & 255,
    alpha: (value & 255) / 255,
  };
}

async function headerOf(bytes) {
  let header;
  try {
    header = await sharp(bytes, { limitInputPixels: false }).metadata();
  } catch (unreadable) {
    const known = [0xff, 0x89, 0x47, 0x52].includes(bytes[0]);
    throw new ExpectedFailure(known ? "CORRUPT_IMAGE" : "UNSUPPORTED_IMAGE", unreadable.message);
  }
  if (header.width * header.height > limits.sourcePixels) {
    throw new ExpectedFailure("SOURCE_TOO_LARGE", `${header.width}x${header.height} pixels`);
  }
  return header;
}

async function decoded(work) {
  try {
    return await work();
  } catch (broken) {
    throw new ExpectedFailure("CORRUPT_IMAGE", broken.message);
  }
}

function location(source) {
  const key = (environment.IMAGE_PREFIX ?? "") + source;
  if (source.split("/").some((segment) => segment === "." || segment === "..")) {
    throw new ExpectedFailure("SOURCE_NOT_FOUND", "a path with a . or .. segment names nothing");
  }
  if (Buffer.byteLength(key) > 1024) {
    throw new ExpectedFailure("INVALID_REQUEST", "source must have at most 1024 bytes with its prefix");
  }
  return { Bucket: environment.IMAGE_BUCKET, Key: key };
}

async function read(source) {
  const object = await asked(new GetObjectCommand(location(source)));
  if (object.ContentLength > limits.sourceBytes) {
    object.Body.destroy();
    throw new ExpectedFailure("SOURCE_TOO_LARGE", `${source} has ${object.ContentLength} bytes`);
  }
  return { bytes: Buffer.from(await object.Body.transformToByteArray()), version: versionOf(object) };
}

async function currentVersion(source) {
  return versionOf(await asked(new HeadObjectCommand(location(source))));
}

function versionOf(object) {
  const versioned = object.VersionId && object.VersionId !== "null";
  return versioned ? object.VersionId : (object.ETag ?? "").replaceAll('"', "");
}

async function leave(bytes, format) {
  if (!environment.RESULT_BUCKET) {
    throw new ExpectedFailure("RESULT_TOO_LARGE", `${bytes.length} bytes need a RESULT_BUCKET`);
  }
  const bucket = environment.RESULT_BUCKET;
  const key = `${environment.RESULT_PREFIX ?? ""}${randomUUID()}.${format}`;
  await asked(new PutObjectCommand({ Bucket: bucket, Key: key, Body: bytes, ContentType: `image/${format}` }));
  return { bucket, key, length: bytes.length };
}

async function asked(command) {
  try {
    return await s3.send(command);
  } catch (failure) {
    const status = failure.$metadata?.httpStatusCode;
    if (status === 404 && failure.name !== "NoSuchBucket") {
      throw new ExpectedFailure("SOURCE_NOT_FOUND", "there is no such object");
    }
    const throttled = status === 429 || failure.name === "SlowDown";
    throw new ExpectedFailure(throttled ? "OVERLOADED" : "UNAVAILABLE", `S3: ${failure.name}`);
  }
}
