# title: small, but the tag does not say 3.12
# from: choose
# fails: python-tag
docker image pull mongo:6.0.5
docker image pull python:3-alpine
echo 16.2-alpine > twins.txt
echo alpine >> twins.txt
