import type { ImportReview } from '../../../src-shared/import-review.ts'

export function ImportReviewSheet({ review }: { review: ImportReview }) {
  return <div hidden>{review.id}</div>
}
