package io.dailysegments.core.block;

/** Takes all values out of a vector. */
final class Clearing implements BlockVector.Visitor<Void> {
  @Override
  public Void flag(FlagVector vector) {
    vector.clear();
    return null;
  }

  @Override
  public Void whole(LongVector vector) {
    vector.keys().clear();
    return null;
  }

  @Override
  public Void floating(DoubleVector vector) {
    vector.keys().clear();
    return null;
  }

  @Override
  public Void decimal(DecimalVector vector) {
    vector.keys().clear();
    return null;
  }

  @Override
  public Void text(TextVector vector) {
    vector.clear();
    return null;
  }

  @Override
  public Void userId(UserIdVector vector) {
    vector.clear();
    return null;
  }
}
