# title: a database, but not for documents
# from: choose
# fails: database-pinned database-not-latest
docker image pull postgres:16.2
docker image pull python:3.12-alpine
echo 16.2-alpine > twins.txt
echo alpine >> twins.txt
