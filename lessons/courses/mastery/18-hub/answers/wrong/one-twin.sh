# title: one of the twins is missing
# from: choose
# fails: twins
docker image pull mongo:6.0.5
docker image pull python:3.12-alpine
echo alpine > twins.txt
