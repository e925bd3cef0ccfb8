# title: the database without a tag
# from: choose
# fails: database-pinned database-not-latest
docker image pull mongo
docker image pull python:3.12-alpine
echo 16.2-alpine > twins.txt
echo alpine >> twins.txt
