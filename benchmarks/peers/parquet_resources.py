"""Writes the small Parquet files that core's tests read, into the folder given: core/src/test/resources/parquet.

ParquetFileTest and ParquetImagesTest know the same rules for the values. The files there were made with pyarrow 26.0.1,
datasets 5.2.0 and Pillow 13.0.0.
"""

import argparse
import io
import os

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from datasets import ClassLabel, Dataset, Features, Image, Value
from PIL import Image as Picture

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("folder", help="core/src/test/resources/parquet")
os.chdir(parser.parse_args().folder)


def png(i):
    """6 x 4 pixels: red 20 i, green 10 x, blue 30 y."""
    a = np.zeros((4, 6, 3), np.uint8)
    a[..., 0] = 20 * i
    a[..., 1] = np.arange(6) * 10
    a[..., 2] = (np.arange(4) * 30)[:, None]
    out = io.BytesIO()
    Picture.fromarray(a).save(out, "PNG")
    return out.getvalue()


# As Hugging Face writes it: row 7 has no image, row 9 the image of row 1, row 11 no label.
features = Features({"image": Image(), "label": ClassLabel(names=["zebra", "ant", "bee"])})
images = [None if i == 7 else {"bytes": png(1 if i == 9 else i), "path": f"{i}.png"} for i in range(12)]
labels = [-1 if i == 11 else i % 3 for i in range(12)]
data = Dataset.from_dict({"image": images, "label": labels}, features=features)
data.to_parquet("huggingface.parquet", batch_size=5)
pq.write_table(data.data.table, "dictionary-snappy.parquet", compression="snappy", row_group_size=5)

# 700 rows of each kind of column.
n = 700
table = pa.table({
    "bytes": [bytes((i + k) % 256 for k in range(i % 5)) for i in range(n)],
    "text": [None if i % 5 == 3 else f"class/{i % 11}/abc" for i in range(n)],
    "long": pa.array([None if i % 7 == 2 else (i % 13 - 6) * 10_000_000_019 for i in range(n)], pa.int64()),
    "int": pa.array([i * i - 5000 for i in range(n)], pa.int32()),
})
small = {"row_group_size": 300, "write_batch_size": 50, "data_page_size": 200}
delta = {
    "bytes": "DELTA_LENGTH_BYTE_ARRAY",
    "text": "DELTA_BYTE_ARRAY",
    "long": "DELTA_BINARY_PACKED",
    "int": "DELTA_BINARY_PACKED",
}
pq.write_table(table, "v1-snappy.parquet", compression="snappy", write_statistics=False, **small)
pq.write_table(table, "v2-zstd.parquet", compression="zstd", data_page_version="2.0", write_statistics=False, **small)
pq.write_table(
    table, "plain-gzip.parquet", compression="gzip", use_dictionary=False, write_page_checksum=True, **small)
pq.write_table(
    table, "delta-lz4.parquet", compression="lz4", use_dictionary=False, column_encoding=delta,
    write_statistics=False, **small)
pq.write_table(table.slice(0, 20), "brotli.parquet", compression="brotli")
