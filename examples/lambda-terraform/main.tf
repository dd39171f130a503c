# The function, its results bucket and the policy of its caller: what template.yaml of
# image-resize-lambda deploys, for Terraform. `mvn package` makes what is uploaded.
#
#   terraform init && terraform apply -var image_bucket=photos -var image_prefix=originals/

terraform {
  required_version = ">= 1.5"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.40"
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
  handler          = "io.github.imageresize.lambda.ResizeHandler"
  runtime          = "java21"
  architectures    = ["x86_64"]
  filename         = data.archive_file.function.output_path
  source_code_hash = data.archive_file.function.output_base64sha256
  # Processor time comes with memory: 1,769 MB is one whole processor.
  memory_size = 1769
  # Below the caller's socket time limit, 22 s, and above the function's own deadline, 18 s.
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

# The caller deletes what it has read; this removes what nobody read.
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

  # Images too large for Redis, if the application keeps them here: a day longer than the cache does
  # by default. One that is refreshed is written again.
  rule {
    id     = "RemoveLargeImages"
    status = "Enabled"

    filter {
      prefix = "large/"
    }

    expiration {
      days = 8
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
    sid       = "LeaveLargeResults"
    actions   = ["s3:PutObject"]
    resources = ["${aws_s3_bucket.results.arn}/results/*"]
  }

  statement {
    sid       = "WriteLogs"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.function.arn}:*"]
  }
}

data "aws_iam_policy_document" "caller" {
  source_policy_documents = [data.aws_iam_policy_document.originals.json]

  # The alias alone: an unqualified call would reach code that was not published.
  statement {
    sid       = "CallTheFunction"
    actions   = ["lambda:InvokeFunction"]
    resources = [aws_lambda_alias.live.arn]
  }

  statement {
    sid       = "TakeLargeResults"
    actions   = ["s3:GetObject", "s3:DeleteObject"]
    resources = ["${aws_s3_bucket.results.arn}/results/*"]
  }

  statement {
    sid       = "KeepLargeImages"
    actions   = ["s3:GetObject", "s3:PutObject"]
    resources = ["${aws_s3_bucket.results.arn}/large/*"]
  }

  # With this S3 says 404 where an image has expired; without it, 403.
  statement {
    sid       = "TellExpiredFromForbidden"
    actions   = ["s3:ListBucket"]
    resources = [aws_s3_bucket.results.arn]

    condition {
      test     = "StringLike"
      variable = "s3:prefix"
      values   = ["large/*"]
    }
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

resource "aws_iam_policy" "caller" {
  name_prefix = "${var.name}-caller-"
  policy      = data.aws_iam_policy_document.caller.json
}
