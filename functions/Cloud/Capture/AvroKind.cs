namespace Tallystick.Cloud.Capture;

/// <summary>Sorts of values in an Avro file (https://avro.apache.org/docs/1.11.1/specification/), as far as Capture needs them.</summary>
internal enum AvroKind
{
    Null,
    Boolean,
    Int,
    Long,
    Float,
    Double,
    Bytes,
    String,
    Map,
    Union,
}
