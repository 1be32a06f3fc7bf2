namespace Tallystick.Paper.Text;

/// <summary>How text looks. Lengths are in points, 72 to an inch.</summary>
/// <param name="Size">How large it is.</param>
/// <param name="Leading">From one base line to the next.</param>
/// <param name="IsBold">True for bold.</param>
/// <param name="Grey">How light it is, from 0 for black to 1.</param>
internal sealed record TextStyle(double Size, double Leading, bool IsBold = false, double Grey = 0);
