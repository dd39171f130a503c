# The function behind CloudFront, for browsers, and its results bucket: what template-cdn.yaml of
# image-resize-lambda deploys, for Terraform. `mvn package` makes what is uploaded.
#
#   terraform init && terraform apply -var image_bucket=photos -var image_prefix=originals/ \
#     -var signing_keys=k1:$(openssl rand -hex 32)

terraform {
  required_version = ">= 1.5"
  required_providers {
    aws = {
      source = "hashicorp/aws"
      # The first that knows invoked_via_function_url.
      version = ">= 6.29"
    }
    archive = {
      source  = "hashicorp/archive"
      version = ">= 2.4"
    }
  }
}

data "archive_file" "function" {
  type        = "zip"
  source_dir  = var.function_folder
  output_path = "${path.module}/function.zip"
}

resource "aws_lambda_function" "resize" {
  function_name    = var.name
  role             = aws_iam_role.function.arn
  handler          = "io.github.imageresize.lambda.HttpEventHandler"
  runtime          = "java21"
  architectures    = ["x86_64"]
  filename         = data.archive_file.function.output_path
  source_code_hash = data.archive_file.function.output_base64sha256
  # Processor time comes with memory: 1,769 MB is one whole processor.
  memory_size = 1769
  # Below CloudFront's own, 25 s, and above the function's deadline, 18 s.
  timeout                        = 20
  reserved_concurrent_executions = var.reserved_concurrency
  # Whatever changes here makes a new version, which the alias then names.
  publish = true

  snap_start {
    apply_on = "PublishedVersions"
  }

  logging_config {
    log_format = "Text"
    log_group  = aws_cloudwatch_log_group.function.name
  }

  environment {
    variables = {
      IMAGE_BUCKET      = var.image_bucket
      IMAGE_PREFIX      = var.image_prefix
      RESULT_BUCKET     = aws_s3_bucket.results.id
      RESULT_PREFIX     = "results/"
      SIGNING_KEYS      = var.signing_keys
      WIDTHS            = var.widths
      PRESETS           = var.presets
      DEADLINE_MILLIS   = "18000"
      JAVA_TOOL_OPTIONS = "-Djava.awt.headless=true -XX:TieredStopAtLevel=1"
    }
  }
}

resource "aws_lambda_alias" "live" {
  name             = "live"
  function_name    = aws_lambda_function.resize.function_name
  function_version = aws_lambda_function.resize.version
}

# Of the alias. Only who signs as IAM wants it gets an answer: CloudFront, by the permissions below.
resource "aws_lambda_function_url" "live" {
  function_name      = aws_lambda_function.resize.function_name
  qualifier          = aws_lambda_alias.live.name
  authorization_type = "AWS_IAM"
  # Java handlers cannot stream.
  invoke_mode = "BUFFERED"
}

# A function URL asks for both.
resource "aws_lambda_permission" "url" {
  statement_id           = "CloudFrontMayCallTheUrl"
  action                 = "lambda:InvokeFunctionUrl"
  function_name          = aws_lambda_function.resize.function_name
  qualifier              = aws_lambda_alias.live.name
  function_url_auth_type = "AWS_IAM"
  principal              = "cloudfront.amazonaws.com"
  source_arn             = aws_cloudfront_distribution.images.arn
}

resource "aws_lambda_permission" "function" {
  statement_id             = "CloudFrontMayRunTheFunction"
  action                   = "lambda:InvokeFunction"
  function_name            = aws_lambda_function.resize.function_name
  qualifier                = aws_lambda_alias.live.name
  invoked_via_function_url = true
  principal                = "cloudfront.amazonaws.com"
  source_arn               = aws_cloudfront_distribution.images.arn
}

resource "aws_cloudfront_origin_access_control" "function" {
  name                              = "${var.name}-function"
  origin_access_control_origin_type = "lambda"
  signing_behavior                  = "always"
  signing_protocol                  = "sigv4"
}

# Each browser words its Accept in its own way, and each wording would be kept by itself.
resource "aws_cloudfront_function" "normalize_accept" {
  name    = "${var.name}-accept"
  comment = "Accept says nothing but whether WebP is accepted"
  runtime = "cloudfront-js-2.0"
  publish = true
  code    = file("${path.module}/../../image-resize-lambda/normalize-accept.js")
}

resource "aws_cloudfront_cache_policy" "images" {
  name = "${var.name}-images"
  # How long is said by Cache-Control; what lacks it is not kept.
  min_ttl     = 0
  default_ttl = 0
  max_ttl     = 31536000

  parameters_in_cache_key_and_forwarded_to_origin {
    # The options and the signature.
    query_strings_config {
      query_string_behavior = "all"
    }

    headers_config {
      header_behavior = "whitelist"

      headers {
        items = ["Accept"]
      }
    }

    cookies_config {
      cookie_behavior = "none"
    }

    # Images are compressed already.
    enable_accept_encoding_gzip   = false
    enable_accept_encoding_brotli = false
  }
}

resource "aws_cloudfront_distribution" "images" {
  enabled      = true
  http_version = "http2and3"

  origin {
    origin_id                = "function"
    domain_name              = split("/", aws_lambda_function_url.live.function_url)[2]
    origin_access_control_id = aws_cloudfront_origin_access_control.function.id

    custom_origin_config {
      http_port              = 80
      https_port             = 443
      origin_protocol_policy = "https-only"
      origin_ssl_protocols   = ["TLSv1.2"]
      # Above the function's own limit, so that its answer comes first.
      origin_read_timeout = 25
    }
  }

  default_cache_behavior {
    target_origin_id       = "function"
    viewer_protocol_policy = "redirect-to-https"
    allowed_methods        = ["GET", "HEAD"]
    cached_methods         = ["GET", "HEAD"]
    compress               = false
    # Forwards what is in the key and nothing else: the Host that is signed has to be the URL's.
    cache_policy_id = aws_cloudfront_cache_policy.images.id

    function_association {
      event_type   = "viewer-request"
      function_arn = aws_cloudfront_function.normalize_accept.arn
    }
  }

  restrictions {
    geo_restriction {
      restriction_type = "none"
    }
  }

  viewer_certificate {
    cloudfront_default_certificate = true
  }
}

resource "aws_cloudwatch_log_group" "function" {
  name              = "/aws/lambda/${var.name}"
  retention_in_days = var.log_retention_days
}

resource "aws_s3_bucket" "results" {
  bucket_prefix = "${var.name}-results-"
  # What lies here is made again when it is asked for.
  force_destroy = true
}

resource "aws_s3_bucket_public_access_block" "results" {
  bucket                  = aws_s3_bucket.results.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

# Nobody else deletes them.
resource "aws_s3_bucket_lifecycle_configuration" "results" {
  bucket = aws_s3_bucket.results.id

  rule {
    id     = "RemoveResultsAfterADay"
    status = "Enabled"

    filter {
      prefix = "results/"
    }

    expiration {
      days = 1
    }
  }
}

data "aws_partition" "current" {}

locals {
  originals = "arn:${data.aws_partition.current.partition}:s3:::${var.image_bucket}"
}

data "aws_iam_policy_document" "originals" {
  statement {
    sid       = "ReadOriginals"
    actions   = ["s3:GetObject"]
    resources = ["${local.originals}/${var.image_prefix}*"]
  }

  # With this S3 says 404 where an original is missing; without it, 403.
  statement {
    sid       = "TellMissingFromForbidden"
    actions   = ["s3:ListBucket"]
    resources = [local.originals]

    condition {
      test     = "StringLike"
      variable = "s3:prefix"
      values   = ["${var.image_prefix}*"]
    }
  }

  dynamic "statement" {
    for_each = var.image_key_arn == null ? [] : [var.image_key_arn]

    content {
      sid       = "DecryptOriginals"
      actions   = ["kms:Decrypt"]
      resources = [statement.value]
    }
  }
}

data "aws_iam_policy_document" "function" {
  source_policy_documents = [data.aws_iam_policy_document.originals.json]

  statement {
    # A signed URL may do what its signer may: it is the browser that reads.
    sid       = "HandLargeResultsOver"
    actions   = ["s3:PutObject", "s3:GetObject"]
    resources = ["${aws_s3_bucket.results.arn}/results/*"]
  }

  statement {
    sid       = "WriteLogs"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.function.arn}:*"]
  }
}

data "aws_iam_policy_document" "assumed_by_lambda" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "function" {
  name_prefix        = "${var.name}-"
  assume_role_policy = data.aws_iam_policy_document.assumed_by_lambda.json
}

resource "aws_iam_role_policy" "function" {
  role   = aws_iam_role.function.id
  policy = data.aws_iam_policy_document.function.json
}
