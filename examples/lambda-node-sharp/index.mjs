// The resize function on Node with sharp. Keeps the contract of image-resize-lambda (CONTRACT.md).
// Environment: IMAGE_BUCKET, IMAGE_PREFIX, RESULT_BUCKET, RESULT_PREFIX, S3_PATH_STYLE,
// MAX_SOURCE_BYTES, MAX_SOURCE_PIXELS, MAX_OUTPUT_SIDE.
import { randomUUID } from "node:crypto";
import { GetObjectCommand, HeadObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import sharp from "sharp";

const CONTRACT = 1;
const ENGINE = "sharp-1";
const MAX_INLINE_BYTES = 4_706_304;
const FORMATS = ["jpeg", "png", "webp", "gif"];
const POINTS = {
  center: [0.5, 0.5],
  top: [0.5, 0],
  "top-right": [1, 0],
  right: [1, 0.5],
  "bottom-right": [1, 1],
  bottom: [0.5, 1],
  "bottom-left": [0, 1],
  left: [0, 0.5],
  "top-left": [0, 0],
};
const PIXELS = /^\d+,\d+,[1-9]\d*,[1-9]\d*$/;
const PERCENT = /^(\d+(\.\d+)?%,){3}\d+(\.\d+)?%$/;

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
    const contract = event?.contract;
    if (contract !== CONTRACT) {
      const reason = Number.isInteger(contract) ? "UNAVAILABLE" : "INVALID_REQUEST";
      throw new ExpectedFailure(reason, `contract must be ${CONTRACT}, but is ${contract}`);
    }
    const request = checked(event.request);
    switch (event.operation ?? "resize") {
      case "resize":
        return { contract: CONTRACT, ...(await resize(request, event.handOff ?? true)) };
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

const oneOf = (...values) => (value) => values.includes(value);
const wholeNumber = (least, most) => (value) =>
  Number.isInteger(value) && value >= least && value <= most;
const matching = (pattern) => (value) => typeof value === "string" && pattern.test(value);

const RULES = {
  source: (value) => typeof value === "string" && value !== "",
  width: wholeNumber(1, 65_535),
  height: wholeNumber(1, 65_535),
  fit: oneOf("inside", "cover", "contain", "fill", "outside"),
  position: (value) => Object.hasOwn(POINTS, value) || focalPoint(value) !== undefined,
  crop: (value) => matching(PIXELS)(value) || matching(PERCENT)(value),
  enlarge: oneOf(true, false),
  flip: oneOf("none", "horizontal", "vertical"),
  rotate: oneOf(0, 90, 180, 270),
  format: oneOf(...FORMATS),
  quality: wholeNumber(1, 100),
  background: matching(/^[0-9a-f]{8}$/i),
  keepCopyright: oneOf(true, false),
};

/** The request's fields, those that are null left out. */
function checked(request) {
  const fields = {};
  for (const [name, right] of Object.entries(RULES)) {
    const value = request?.[name] ?? undefined;
    if (value === undefined && name !== "source") continue;
    if (!right(value)) {
      throw new ExpectedFailure("INVALID_REQUEST", `${name} breaks its rule: ${JSON.stringify(value)}`);
    }
    fields[name] = value;
  }
  return fields;
}

async function resize(request, handOff) {
  const original = await read(request.source);
  const { data, info, upright } = await render(original.bytes, request);
  const image = {
    engine: ENGINE,
    format: info.format,
    width: info.width,
    height: info.height,
    // With this the caller can tell whether the image has the size that was asked for.
    sourceWidth: upright.width,
    sourceHeight: upright.height,
    sourceVersion: original.version,
  };
  if (data.length <= MAX_INLINE_BYTES) {
    return { ...image, image: data.toString("base64") };
  }
  return { ...image, result: await leave(data, info.format, handOff) };
}

async function render(bytes, request) {
  const header = await headerOf(bytes);
  const upright = await decoded(() =>
    sharp(bytes, { limitInputPixels: limits.sourcePixels, failOn: "error" })
      .rotate()
      .toColourspace("srgb")
      .png({ compressionLevel: 0 })
      .toBuffer({ resolveWithObject: true }),
  );
  // Each step ends before the next begins: sharp has its own order within one pipeline.
  let image = sharp(upright.data);
  let { width, height } = upright.info;
  if (request.crop) {
    const region = cropRegion(request.crop, width, height);
    image = sharp(await image.extract(region).png().toBuffer());
    ({ width, height } = region);
  }
  if (request.flip === "horizontal") image = sharp(await image.flop().png().toBuffer());
  if (request.flip === "vertical") image = sharp(await image.flip().png().toBuffer());
  if (request.rotate) {
    image = sharp(await image.rotate(request.rotate).png().toBuffer());
    if (request.rotate % 180 !== 0) [width, height] = [height, width];
  }
  const format = request.format ?? (FORMATS.includes(header.format) ? header.format : "png");
  const background = colour(request.background, format, request.fit);
  image = placed(image, plan(request, width, height), background);
  if (format === "jpeg" || (request.background && request.fit !== "contain")) {
    image = image.flatten({ background: format === "jpeg" ? { ...background, alpha: 1 } : background });
  }
  const options = format === "jpeg" || format === "webp" ? { quality: request.quality ?? 80 } : {};
  const result = await decoded(() =>
    image.toFormat(format, options).toBuffer({ resolveWithObject: true }),
  );
  return { ...result, upright: upright.info };
}

/** The contract's geometry: how far the picture is reduced, and where it lies in its box. */
function plan(request, width, height) {
  const box = [request.width ?? 0, request.height ?? 0];
  const sides = [width, height];
  const both = box[0] > 0 && box[1] > 0;
  const fit = both ? (request.fit ?? "inside") : "inside";
  let reductions = sides.map((side, axis) => (box[axis] ? side / box[axis] : 0));
  if (!box[0] && !box[1]) reductions = [1, 1];
  else if (!both) reductions.fill(Math.max(...reductions));
  else if (fit === "cover" || fit === "outside") reductions.fill(Math.min(...reductions));
  else if (fit !== "fill") reductions.fill(Math.max(...reductions));
  if (!request.enlarge) reductions = reductions.map((reduction) => Math.max(1, reduction));
  const focal = focalPoint(request.position);
  const point = focal ?? POINTS[request.position ?? "center"];
  const axes = sides.map((side, axis) => {
    const length = Math.max(1, Math.round(side / Math.min(reductions[axis], side)));
    return { length, ...placement(length, box[axis], fit, point[axis], focal !== undefined) };
  });
  for (const { canvas } of axes) {
    if (canvas > limits.outputSide) {
      throw new ExpectedFailure("RESULT_TOO_LARGE", `a side of ${canvas} passes ${limits.outputSide}`);
    }
  }
  return axes;
}

/** Along one side: what is cut off before the box, or padded before the picture. */
function placement(length, box, fit, point, focal) {
  const slack = Math.abs(length - box);
  const within = (wish) => Math.min(Math.max(Math.round(wish), 0), slack);
  if (fit === "cover" && length > box) {
    const cut = focal ? within(point * length - box / 2) : Math.ceil(point * slack);
    return { canvas: box, cut, padding: 0 };
  }
  if (fit === "contain" && length < box) {
    const padding = focal ? within(box / 2 - point * length) : Math.floor(point * slack);
    return { canvas: box, cut: 0, padding };
  }
  return { canvas: length, cut: 0, padding: 0 };
}

/** Never both cut and padded: sharp would cut off the padding. */
function placed(image, [x, y], background) {
  const resized = image.resize({ width: x.length, height: y.length, fit: "fill" });
  if (x.length > x.canvas || y.length > y.canvas) {
    return resized.extract({
      left: x.cut,
      top: y.cut,
      width: Math.min(x.length, x.canvas),
      height: Math.min(y.length, y.canvas),
    });
  }
  return resized.extend({
    left: x.padding,
    right: x.canvas - x.length - x.padding,
    top: y.padding,
    bottom: y.canvas - y.length - y.padding,
    background,
  });
}

function focalPoint(position) {
  if (!matching(/^\d+(\.\d+)?,\d+(\.\d+)?$/)(position)) return undefined;
  const point = position.split(",").map(Number);
  return point.every((coordinate) => coordinate <= 1) ? point : undefined;
}

/** Rounded at its edges, clipped to the picture, and at least a pixel. */
function cropRegion(text, width, height) {
  const scale = text.includes("%") ? [width / 100, height / 100] : [1, 1];
  const [x, y, w, h] = text.split(",").map((part) => Number(part.replace("%", "")));
  const left = Math.round(x * scale[0]);
  const top = Math.round(y * scale[1]);
  if (left >= width || top >= height) {
    throw new ExpectedFailure("INVALID_REQUEST", `crop ${text} lies outside ${width}x${height}`);
  }
  return {
    left,
    top,
    width: Math.max(1, Math.min(width, Math.round((x + w) * scale[0])) - left),
    height: Math.max(1, Math.min(height, Math.round((y + h) * scale[1])) - top),
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

async function leave(bytes, format, handOff) {
  if (!environment.RESULT_BUCKET || !handOff) {
    throw new ExpectedFailure("RESULT_TOO_LARGE", `${bytes.length} bytes need a bucket to be handed over`);
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
