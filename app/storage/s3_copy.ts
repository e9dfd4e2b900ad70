import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  type CompletedPart,
  CreateMultipartUploadCommand,
  type S3Client,
  UploadPartCopyCommand,
} from '@aws-sdk/client-s3'
import { TIDYING, tidied } from '#storage/tidying'

type Copy = { Bucket: string; from: string; to: string; size: number; partSize: number }

type Upload = { Bucket: string; Key: string; UploadId: string | undefined }

async function copyParts(client: S3Client, upload: Upload, { from, size, partSize }: Copy) {
  const parts: CompletedPart[] = []
  for (let start = 0; start < size; start += partSize) {
    const part = {
      PartNumber: parts.length + 1,
      CopySource: `/${upload.Bucket}/${from}`,
      CopySourceRange: `bytes=${start}-${Math.min(start + partSize, size) - 1}`,
    }
    const { CopyPartResult } = await client.send(new UploadPartCopyCommand({ ...upload, ...part }))
    parts.push({ PartNumber: part.PartNumber, ETag: CopyPartResult?.ETag })
  }
  return parts
}

/** Copies an object within its bucket, part by part: a single copy is limited to 5 GB in S3, and may take long for less. */
export async function copyInParts(client: S3Client, copy: Copy) {
  const target = { Bucket: copy.Bucket, Key: copy.to }
  const { UploadId } = await client.send(new CreateMultipartUploadCommand(target))
  const upload = { ...target, UploadId }
  try {
    const Parts = await copyParts(client, upload, copy)
    await client.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts } }))
  } catch (error) {
    const removal = client.send(new AbortMultipartUploadCommand(upload))
    await tidied(copy.to, removal, { atMost: TIDYING, isTold: true })
    throw error
  }
}
