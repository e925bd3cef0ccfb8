# title: read everything, pulled nothing
# from: choose
# fails: database-pinned database-not-latest python-tag python-small
curl -s hub.docker.com/_/mongo
curl -s hub.docker.com/_/python
echo 16.2-alpine > twins.txt
echo alpine >> twins.txt
