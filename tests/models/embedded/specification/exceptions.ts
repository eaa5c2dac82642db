/** Cases the store does not pass, by file and name, and why. Anything else that fails is a fault. */
export const EXCEPTIONS: Record<string, string> = {
  "aggregate-collation.json: Aggregate with collation": "a collation is refused: error 238",
  "bulkWrite-collation.json: BulkWrite with delete operations and collation": "a collation is refused: error 238",
  "bulkWrite-collation.json: BulkWrite with update operations and collation": "a collation is refused: error 238",
  "count-collation.json: Count documents with collation": "a collation is refused: error 238",
  "count-collation.json: Deprecated count with collation": "a collation is refused: error 238",
  "create-null-ids.json: inserting _id with type null via bulkWrite":
    "the driver replaces a null _id before it sends the document",
  "create-null-ids.json: inserting _id with type null via insertMany":
    "the driver replaces a null _id before it sends the document",
  "create-null-ids.json: inserting _id with type null via insertOne":
    "the driver replaces a null _id before it sends the document",
  "deleteMany-collation.json: DeleteMany when many documents match with collation": "a collation is refused: error 238",
  "deleteOne-collation.json: DeleteOne when many documents matches with collation": "a collation is refused: error 238",
  "distinct-collation.json: Distinct with a collation": "a collation is refused: error 238",
  "estimatedDocumentCount.json: estimatedDocumentCount works correctly on views": "views are refused: error 72",
  "find-collation.json: Find with a collation": "a collation is refused: error 238",
  "findOneAndDelete-collation.json: FindOneAndDelete when one document matches with collation":
    "a collation is refused: error 238",
  "findOneAndReplace-collation.json: FindOneAndReplace when one document matches with collation returning the document after modification":
    "a collation is refused: error 238",
  "findOneAndUpdate-collation.json: FindOneAndUpdate when many documents match with collation returning the document before modification":
    "a collation is refused: error 238",
  "replaceOne-collation.json: ReplaceOne when one document matches with collation": "a collation is refused: error 238",
  "updateMany-collation.json: UpdateMany when many documents match with collation": "a collation is refused: error 238",
  "updateOne-collation.json: UpdateOne when one document matches with collation": "a collation is refused: error 238",
};
