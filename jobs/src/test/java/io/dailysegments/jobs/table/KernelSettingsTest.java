package io.dailysegments.jobs.table;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;

class KernelSettingsTest {

  @Test
  void kernelHasTheLogStoresOfDeltaOnSpark() {
    Configuration hadoop = new Configuration(false);
    hadoop.set("fs.s3a.endpoint", "here");
    SparkConf spark =
        new SparkConf(false)
            .set("spark.delta.logStore.s3a.impl", "io.delta.storage.S3DynamoDBLogStore")
            .set("spark.io.delta.storage.S3DynamoDBLogStore.ddb.tableName", "log")
            .set("spark.delta.logStore.class", "other")
            .set("spark.sql.parquet.compression.codec", "zstd")
            .set("spark.delta.logStore.file.impl", ExclusiveLocalLogStore.class.getName());
    Configuration settings = KernelSettings.of(hadoop, spark);
    assertThat(settings.get("fs.s3a.endpoint")).isEqualTo("here");
    assertThat(settings.get("io.delta.kernel.logStore.s3a.impl"))
        .isEqualTo("io.delta.storage.S3DynamoDBLogStore");
    assertThat(settings.get("spark.io.delta.storage.S3DynamoDBLogStore.ddb.tableName"))
        .isEqualTo("log");
    assertThat(settings.get("parquet.compression")).isEqualTo("zstd");
    assertThat(settings.size()).isEqualTo(4);
    assertThat(hadoop.size()).isOne();
  }
}
