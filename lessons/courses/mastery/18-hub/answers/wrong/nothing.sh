# title: nothing was done
# fails: searched images two-labels small-here database-pinned database-not-latest python-tag python-small twins
docker version
