variable "image_bucket" {
  description = "Holds the originals; exists already."
  type        = string
}

variable "image_prefix" {
  description = "Put before each path, such as originals/"
  type        = string
  default     = ""
}

variable "image_key_arn" {
  description = "ARN of the KMS key that the originals are encrypted with, if they are by one (SSE-KMS)."
  type        = string
  default     = null
}

variable "signing_keys" {
  description = "Keys that URLs are signed with, each ID:HEX, separated by spaces. One of signing_keys, widths and presets has to be given, or the function refuses to start."
  type        = string
  default     = ""
  sensitive   = true
}

variable "widths" {
  description = "Widths that URLs may ask for without a signature, separated by spaces, such as 320 640 1280"
  type        = string
  default     = ""
}

variable "presets" {
  description = "Named options, separated by spaces, such as thumb=w=200&h=200&fit=cover for p=thumb"
  type        = string
  default     = ""
}

variable "name" {
  description = "Of the function, and what the names of all else begin with."
  type        = string
  default     = "image-resize"
}

variable "function_folder" {
  description = "What is uploaded: where mvn package leaves lib/ with the function's jar."
  type        = string
  default     = "../../image-resize-lambda/target/function"
}

variable "reserved_concurrency" {
  description = "How many calls may run at a time, of those that the account has; -1 for no bound but the account's."
  type        = number
  default     = -1
}

variable "log_retention_days" {
  type    = number
  default = 30
}
