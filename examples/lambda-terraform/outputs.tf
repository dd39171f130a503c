output "function_name" {
  description = "To be called by the qualifier live."
  value       = aws_lambda_function.resize.function_name
}

output "qualifier" {
  value = aws_lambda_alias.live.name
}

output "result_bucket" {
  value = aws_s3_bucket.results.id
}

output "result_prefix" {
  value = "results/"
}

output "large_images_prefix" {
  description = "Of the same bucket, for images that are too large for Redis."
  value       = "large/"
}

output "caller_policy" {
  description = "To be attached to the role of the application."
  value       = aws_iam_policy.caller.arn
}
