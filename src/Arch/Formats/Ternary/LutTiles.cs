namespace Accel.Arch.Formats.Ternary;

/// <summary>The tiles of bitnet.cpp's lookup layouts: BM rows by BK columns, of blocks of bm rows.</summary>
/// <remarks>
/// Rows are output channels and columns run along K; bitnet.cpp, which picks sizes for each matrix shape, calls the
/// rows M. Tiles follow each other along K and then down, and so do blocks in a tile, but these down the tile first.
/// </remarks>
/// <param name="Rows">BM: rows of a tile.</param>
/// <param name="Columns">BK: columns of a tile.</param>
/// <param name="BlockRows">bm: rows of a block.</param>
public readonly record struct LutTiles(int Rows, int Columns, int BlockRows)
{
    /// <summary>The first row and column of a block.</summary>
    /// <param name="block">Its number in the order of storage.</param>
    /// <param name="k">Columns of the matrix.</param>
    /// <param name="blockColumns">by: columns of a block.</param>
    internal (int Row, int Column) Block(int block, int k, int blockColumns)
    {
        (int across, int down) = (Columns / blockColumns, Rows / BlockRows);
        (block, int column) = int.DivRem(block, across);
        (block, int row) = int.DivRem(block, down);
        (int tileRow, int tileColumn) = int.DivRem(block, k / Columns);
        return ((tileRow * Rows) + (row * BlockRows), (tileColumn * Columns) + (column * blockColumns));
    }

    /// <summary>Checks that a matrix is of whole tiles, and tiles of whole blocks.</summary>
    internal void Check(int n, int k, int blockColumns) => Demand.That(
        Rows > 0 && Columns > 0 && n % Rows == 0 && k % Columns == 0
        && Rows % BlockRows == 0 && Columns % blockColumns == 0,
        "the matrix is not of whole tiles, or a tile not of whole blocks");
}
