// The resize function on Node with sharp. Keeps the contract of image-resize-lambda (CONTRACT.md), but for the
// options of UNABLE, which it refuses.
// Environment: IMAGE_BUCKET, IMAGE_PREFIX, RESULT_BUCKET, RESULT_PREFIX, S3_PATH_STYLE,
// MAX_SOURCE_BYTES, MAX_SOURCE_PIXELS, MAX_OUTPUT_SIDE, MAX_FRAMES.
import { randomUUID } from "node:crypto";
import { GetObjectCommand, HeadObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import sharp from "sharp";

const CONTRACTS = [1, 2];
const ENGINE = "sharp-1";
const MAX_INLINE_BYTES = 4_706_304;
const FORMATS = ["jpeg", "png", "webp", "gif", "avif"];
const FORMATS_OF_1 = ["jpeg", "png", "webp", "gif"];
const ANIMATED = ["webp", "gif", "png"];
/** Formats that sharp writes animations in. */
const ANIMATED_HERE = ["webp", "gif"];
const LEAST_QUALITY = 10;
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
  frames: Number(environment.MAX_FRAMES ?? 100),
};
const s3 = new S3Client({ forcePathStyle: environment.S3_PATH_STYLE === "true" });

/** A failure that the contract has a reason for. */
class ExpectedFailure extends Error {
  constructor(reason, message, basis) {
    super(message);
    this.reason = reason;
    this.basis = basis;
  }
}

export const handler = async (event) => {
  const contract = CONTRACTS.includes(event?.contract) ? event.contract : CONTRACTS.at(-1);
  try {
    if (contract !== event?.contract) {
      const reason = Number.isInteger(event?.contract) ? "UNAVAILABLE" : "INVALID_REQUEST";
      throw new ExpectedFailure(reason, `contract must be ${CONTRACTS}, but is ${event?.contract}`);
    }
    const request = checked(event.request, contract);
    switch (event.operation ?? "resize") {
      case "resize":
        return { contract, ...(await resize(request, event.handOff ?? true)) };
      case "version":
        return { contract, sourceVersion: await currentVersion(request.source) };
      case "describe":
        // sharp has no ThumbHash; what is of the basis NODE another engine is asked for.
        throw new ExpectedFailure("INVALID_REQUEST", `the engine ${ENGINE} can't describe originals`, "NODE");
      default:
        throw new ExpectedFailure("INVALID_REQUEST", `operation is unknown: ${event.operation}`);
    }
  } catch (failure) {
    if (failure instanceof ExpectedFailure) {
      const { reason, basis, message } = failure;
      return { contract, failure: { reason, basis, message, publicMessage: basis && message } };
    }
    throw failure;
  }
};

const oneOf = (...values) => (value) => values.includes(value);
const wholeNumber = (least, most) => (value) =>
  Number.isInteger(value) && value >= least && value <= most;
const number = (least, most) => (value) => typeof value === "number" && value >= least && value <= most;
const matching = (pattern) => (value) => typeof value === "string" && pattern.test(value);

/** What every version of the contract has. */
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
  format: oneOf(...FORMATS_OF_1),
  quality: wholeNumber(1, 100),
  background: matching(/^[0-9a-f]{8}$/i),
  keepCopyright: oneOf(true, false),
};

/** What version 2 adds. */
const RULES_OF_2 = {
  position: (value) => BY_CONTENT.includes(value) || RULES.position(value),
  format: oneOf(...FORMATS),
  trim: wholeNumber(0, 255),
  padding: (value) => matching(/^\d{1,5}(,\d{1,5}){0,3}$/)(value) && sides(value).length === 4,
  gamma: number(0.1, 10),
  brightness: number(0, 10),
  contrast: number(0, 10),
  saturation: number(0, 10),
  grayscale: oneOf(true, false),
  blur: number(0.3, 100),
  sharpen: (value) => matching(/^\d+(\.\d+)?(,\d+(\.\d+)?)?$/)(value) && unsharp(value) !== undefined,
  progressive: oneOf(true, false),
  chroma: oneOf("420", "444"),
  lossless: oneOf(true, false),
  palette: oneOf(true, false),
  frames: oneOf("first", "all"),
  animatedFormat: oneOf(...ANIMATED),
  overlay: (value) => RULES.source(value),
  overlayPosition: (value) => RULES.position(value),
  overlayScale: number(0.001, 1),
  overlayOpacity: number(0.01, 1),
  overlayRepeat: oneOf(true, false),
  radius: (value) => value === "max" || wholeNumber(1, 65_535)(value),
  maxBytes: wholeNumber(1, 2_147_483_647),
};
const BY_CONTENT = ["entropy", "attention"];

/** Whether a value of version 2 is beyond this function: another engine is asked. */
const UNABLE = {
  format: (value) => value === "jxl",
};

function beyondThis(name, value) {
  const message = `${name} must not be ${value}: the engine ${ENGINE} can't do that`;
  return new ExpectedFailure("INVALID_REQUEST", message, "NODE");
}

/** The request's fields, those that are null left out. */
function checked(request, contract) {
  const fields = {};
  const rules = contract === 1 ? RULES : { ...RULES, ...RULES_OF_2 };
  for (const [name, unable] of Object.entries(contract === 1 ? {} : UNABLE)) {
    const value = request?.[name] ?? undefined;
    if (value !== undefined && unable(value)) throw beyondThis(name, value);
  }
  for (const [name, right] of Object.entries(rules)) {
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
  const overlay = request.overlay && (await readOverlay(request.overlay));
  const { data, info, upright } = await render(original.bytes, overlay?.bytes, request);
  const image = {
    engine: ENGINE,
    format: info.format,
    width: info.width,
    height: info.height,
    // With this the caller can tell whether the image has the size that was asked for.
    sourceWidth: upright.width,
    sourceHeight: upright.height,
    sourceVersion: joined(original, overlay),
  };
  if (data.length <= MAX_INLINE_BYTES) {
    return { ...image, image: data.toString("base64") };
  }
  return { ...image, result: await leave(data, info.format, handOff) };
}

/** The version of what is made of two pictures; none if one of theirs is unknown. */
function joined(original, overlay) {
  if (!overlay) return original.version;
  return original.version && overlay.version ? `${original.version}+${overlay.version}` : "";
}

async function render(bytes, overlay, request) {
  const header = await headerOf(bytes);
  const own = header.compression === "av1" ? "avif" : header.format;
  const still = request.format ?? (FORMATS.includes(own) ? own : "png");
  const format = animatedFormat(header, still, request);
  const moves = format !== undefined && framesAllowed(header, request);
  const made = [];
  const first = {};
  for (let page = 0; page < (moves ? header.pages : 1); page++) {
    made.push(await frame(bytes, page, overlay, { ...request, format: moves ? format : still }, first));
  }
  const { data, info } = moves ? await animation(made, header, format, request) : await picture(made[0], still, request);
  // What sharp calls an AVIF is heif.
  return { data, info: { ...info, format: moves ? format : still }, upright: first.upright };
}

/** The format in which all frames are to be written; undefined where the first is taken alone. */
function animatedFormat(header, format, request) {
  if (!(header.pages > 1) || request.frames === "first") return undefined;
  if (ANIMATED_HERE.includes(format)) return format;
  if (!ANIMATED.includes(format) && ANIMATED_HERE.includes(request.animatedFormat)) return request.animatedFormat;
  const option = format === "png" ? "format" : "animatedFormat";
  const asked = format === "png" ? format : request.animatedFormat;
  if (ANIMATED.includes(asked)) throw beyondThis(option, `${asked} of an animation`);
  return undefined;
}

/** Whether there are few enough frames; who has asked for all is told if not. */
function framesAllowed(header, { frames }) {
  const pixels = header.width * (header.pageHeight ?? header.height) * header.pages;
  const allowed = header.pages <= limits.frames && pixels <= limits.sourcePixels;
  if (!allowed && frames === "all") {
    throw new ExpectedFailure("SOURCE_TOO_LARGE", `${header.pages} frames of ${pixels} pixels together`);
  }
  return allowed;
}

/**
 * One frame as it goes to the encoder. What the content of the first one decides is kept in `first`, for the others.
 */
async function frame(bytes, page, overlay, request, first) {
  const { format } = request;
  const upright = await decoded(() =>
    sharp(bytes, { page, limitInputPixels: limits.sourcePixels, failOn: "error" })
      .rotate()
      .toColourspace("srgb")
      .png({ compressionLevel: 0 })
      .toBuffer({ resolveWithObject: true }),
  );
  first.upright ??= upright.info;
  // Each step ends before the next begins: sharp has its own order within one pipeline.
  let image = sharp(upright.data);
  let { width, height } = upright.info;
  if (request.crop) {
    const region = cropRegion(request.crop, width, height);
    image = await step(image.extract(region));
    ({ width, height } = region);
  }
  if (request.trim !== undefined) {
    first.trim ??= await withoutBorders(image, request.trim, width, height);
    image = await step(image.extract(first.trim));
    ({ width, height } = first.trim);
  }
  if (request.flip === "horizontal") image = await step(image.flop());
  if (request.flip === "vertical") image = await step(image.flip());
  if (request.rotate) {
    image = await step(image.rotate(request.rotate));
    if (request.rotate % 180 !== 0) [width, height] = [height, width];
  }
  const axes = plan(request, width, height);
  image = await reduced(image, axes, request.position, first);
  image = await toned(image, request);
  if (request.blur) image = await step(image.blur(request.blur));
  if (request.sharpen) image = await step(image.sharpen(unsharp(request.sharpen)));
  if (overlay) image = await overlaid(image, overlay, request);
  const around = sides(request.padding ?? "0");
  const padded = request.fit === "contain" || around.some((pixels) => pixels > 0);
  const background = colour(request.background, format, padded);
  if (request.background && !padded && format !== "jpeg") image = await step(image.flatten({ background }));
  image = extended(image, axes, around, background);
  if (request.radius) image = await rounded(image, request.radius);
  return format === "jpeg" ? image.flatten({ background: { ...background, alpha: 1 } }) : image;
}

/** A picture in the best quality that its bytes allow. */
async function picture(image, format, request) {
  const pixels = await step(image);
  const encoded = (quality) =>
    decoded(() =>
      pixels
        .clone()
        .toFormat(format, written({ ...request, quality }, format))
        .toBuffer({ resolveWithObject: true }),
    );
  let best = await encoded(request.quality);
  const lossy = ["jpeg", "webp", "avif"].includes(format) && !request.lossless;
  if (!lossy || !request.maxBytes || best.data.length <= request.maxBytes) return best;
  let [least, most] = [LEAST_QUALITY, (request.quality ?? usualQuality(format)) - 1];
  best = await encoded(Math.min(least, most + 1));
  while (least < most && best.data.length <= request.maxBytes) {
    const middle = Math.ceil((least + most) / 2);
    const next = await encoded(middle);
    if (next.data.length <= request.maxBytes) [best, least] = [next, middle];
    else most = middle - 1;
  }
  return best;
}

async function animation(frames, header, format, request) {
  const pictures = await Promise.all(frames.map((image) => image.png({ compressionLevel: 0 }).toBuffer()));
  const delay = pictures.map((_, i) => header.delay?.[i] ?? 100);
  const { data, info } = await decoded(() =>
    sharp(pictures, { join: { animated: true } })
      .toFormat(format, { ...written(request, format), delay, loop: header.loop ?? 0 })
      .toBuffer({ resolveWithObject: true }),
  );
  return { data, info: { ...info, height: info.pageHeight ?? info.height / pictures.length } };
}

const usualQuality = (format) => (format === "avif" ? 70 : 80);

/** What the encoder is told; options that a format does not know have no meaning for it. */
function written(request, format) {
  const quality = request.quality ?? usualQuality(format);
  const { progressive = false, lossless = false, palette = false, chroma } = request;
  switch (format) {
    case "jpeg":
      return { quality, progressive, ...(chroma && { chromaSubsampling: [...chroma].join(":") }) };
    case "webp":
      return { quality, lossless };
    case "avif":
      return { quality, lossless, ...(chroma && { chromaSubsampling: [...chroma].join(":") }) };
    case "png":
      return { palette };
    default:
      return {};
  }
}

/** An end of what was begun, so that the next thing is done to its result. */
async function step(image) {
  return sharp(await image.png({ compressionLevel: 0 }).toBuffer());
}

/** What is left without borders of one colour; of a picture of one colour, all of it. */
async function withoutBorders(image, threshold, width, height) {
  const whole = await step(image);
  try {
    const { info } = await whole.trim({ threshold }).toBuffer({ resolveWithObject: true });
    return { left: -info.trimOffsetLeft, top: -info.trimOffsetTop, width: info.width, height: info.height };
  } catch {
    return { left: 0, top: 0, width, height };
  }
}

/** A picture laid over another one: no larger than that, and from its upper left corner on where it repeats. */
async function overlaid(image, bytes, request) {
  const below = await step(image);
  const { width, height } = await below.metadata();
  const upright = await ofOverlay(request.overlay, () =>
    sharp(bytes, { limitInputPixels: limits.sourcePixels, failOn: "error" })
      .rotate()
      .toColourspace("srgb")
      .ensureAlpha()
      .png({ compressionLevel: 0 })
      .toBuffer({ resolveWithObject: true }),
  );
  const own = upright.info;
  const wished = request.overlayScale ? (request.overlayScale * width) / own.width : 1;
  const factor = Math.min(wished, width / own.width, height / own.height);
  const size = [own.width, own.height].map((side) => Math.max(1, Math.round(side * factor)));
  const input = await sharp(upright.data)
    .resize({ width: size[0], height: size[1], fit: "fill" })
    .linear([1, 1, 1, request.overlayOpacity ?? 1], [0, 0, 0, 0])
    .png({ compressionLevel: 0 })
    .toBuffer();
  if (request.overlayRepeat) return step(below.composite([{ input, tile: true, left: 0, top: 0 }]));
  const focal = focalPoint(request.overlayPosition);
  const point = focal ?? POINTS[request.overlayPosition] ?? POINTS.center;
  const [left, top] = [width, height].map((side, axis) => {
    const free = side - size[axis];
    const wish = focal ? point[axis] * side - size[axis] / 2 : point[axis] * free;
    return Math.max(0, Math.min(free, Math.round(wish)));
  });
  return step(below.composite([{ input, left, top }]));
}

/** What is outside rounded corners becomes transparent. */
async function rounded(image, asked) {
  const whole = await step(image);
  const { width, height } = await whole.metadata();
  const radius = Math.min(asked === "max" ? Infinity : asked, width / 2, height / 2);
  const mask = `<svg width="${width}" height="${height}"><rect width="${width}" height="${height}" rx="${radius}"/></svg>`;
  return step(whole.ensureAlpha().composite([{ input: Buffer.from(mask), blend: "dest-in" }]));
}

/** Gamma, brightness, contrast, saturation and grey as the contract orders them; the luma is that of BT.601. */
async function toned(image, { gamma = 1, brightness = 1, contrast = 1, saturation = 1, grayscale = false }) {
  if ([gamma, brightness, contrast, saturation].every((one) => one === 1) && !grayscale) return image;
  const { data, info } = await image.ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  const tone = (sample) =>
    (255 * (sample / 255) ** (1 / gamma) * brightness - 127.5) * contrast + 127.5;
  const curve = Float64Array.from({ length: 256 }, (_, sample) => tone(sample));
  const colourfulness = grayscale ? 0 : saturation;
  const clamped = new Uint8ClampedArray(data.buffer, data.byteOffset, data.length);
  for (let at = 0; at < data.length; at += 4) {
    const [r, g, b] = [curve[data[at]], curve[data[at + 1]], curve[data[at + 2]]];
    const luma = 0.299 * r + 0.587 * g + 0.114 * b;
    clamped[at] = luma + (r - luma) * colourfulness;
    clamped[at + 1] = luma + (g - luma) * colourfulness;
    clamped[at + 2] = luma + (b - luma) * colourfulness;
  }
  return sharp(data, { raw: info });
}

/** `sigma` or `sigma,gain`; the gain is that of flat and of jagged areas alike. */
function unsharp(text) {
  const [sigma, gain = 1] = text.split(",").map(Number);
  const right = number(0.3, 10)(sigma) && number(0.01, 10)(gain);
  return right ? { sigma, m1: gain, m2: gain } : undefined;
}

/** `pixels`, or `top,right,bottom,left`. */
function sides(text) {
  const given = text.split(",").map(Number);
  return given.length === 1 ? Array(4).fill(given[0]) : given;
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
  const point = focal ?? POINTS[request.position] ?? POINTS.center;
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

/** The reduced picture, what stands over the box cut off; where the content decides, that of the first frame. */
async function reduced(image, [x, y], position, first) {
  const resized = await step(image.resize({ width: x.length, height: y.length, fit: "fill" }));
  const width = Math.min(x.length, x.canvas);
  const height = Math.min(y.length, y.canvas);
  if (width === x.length && height === y.length) return resized;
  if (!BY_CONTENT.includes(position)) {
    return step(resized.extract({ left: x.cut, top: y.cut, width, height }));
  }
  if (!first.window) {
    const { info } = await resized
      .clone()
      .resize({ width, height, fit: "cover", position: sharp.strategy[position] })
      .toBuffer({ resolveWithObject: true });
    first.window = { left: -(info.cropOffsetLeft ?? 0), top: -(info.cropOffsetTop ?? 0), width, height };
  }
  return step(resized.extract(first.window));
}

/** With the padding of the box and what is asked for beside it. */
function extended(image, [x, y], [top, right, bottom, left], background) {
  return image.extend({
    left: x.padding + left,
    right: Math.max(0, x.canvas - x.length - x.padding) + right,
    top: y.padding + top,
    bottom: Math.max(0, y.canvas - y.length - y.padding) + bottom,
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

function colour(hexadecimal, format, padded) {
  const fallback = format !== "jpeg" && padded ? "00000000" : "ffffffff";
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

/** An overlay that is missing or no picture is a fault of the request, not of the original. */
async function ofOverlay(path, work) {
  try {
    return await work();
  } catch (failure) {
    if (failure instanceof ExpectedFailure && ["OVERLOADED", "UNAVAILABLE"].includes(failure.reason)) throw failure;
    throw new ExpectedFailure(
      "INVALID_REQUEST",
      `overlay must be the path of an image that can be read, but of ${path} is said: ${failure.message}`,
    );
  }
}

async function readOverlay(path) {
  return ofOverlay(path, () => read(path));
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
